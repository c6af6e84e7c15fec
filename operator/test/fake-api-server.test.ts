import { describe, expect, test } from '@jest/globals';
import { KubeError } from '../src/runtime/kube-error.ts';
import type { KubeObject, Resource } from '../src/runtime/kube-types.ts';
import { FakeApiServer } from './fake-api-server.ts';
import { CrashPoint, SimulatedCrash } from './fake/crash-point.ts';

const namespaces: Resource = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false };
const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const accounts: Resource = {
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
  namespaced: true,
};
const secrets: Resource = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true };
const ours = { fieldManager: 'slipway', force: true };

const configMap = (name: string, extra: Partial<KubeObject['metadata']> = {}): KubeObject => ({
  metadata: { namespace: 'ns', name, ...extra },
});
const owned = (name: string, owner: KubeObject): KubeObject =>
  configMap(name, {
    ownerReferences: [
      { apiVersion: 'v1', kind: 'ConfigMap', name: owner.metadata.name, uid: owner.metadata.uid ?? '' },
    ],
  });
const names = (server: FakeApiServer): string[] => server.all(configMaps).map(({ metadata }) => metadata.name);

describe('namespaces', () => {
  test('take their content with them, as soon as nothing holds it', async () => {
    const server = new FakeApiServer();
    server.seed(configMaps, configMap('free'));
    server.seed(configMaps, configMap('held', { finalizers: ['slipway.dev/test'] }));
    await server.delete(namespaces, { name: 'ns' });
    expect(names(server)).toEqual(['held']);
    expect(server.read(namespaces, { name: 'ns' })).toMatchObject({ status: { phase: 'Terminating' } });
    await server.mergePatch(configMaps, { namespace: 'ns', name: 'held' }, { metadata: { finalizers: null } });
    expect(server.read(namespaces, { name: 'ns' })).toBeUndefined();
  });

  test('wait to be finished when a test wants to see them go', async () => {
    const server = new FakeApiServer({ namespaceDeletion: 'by-hand' });
    server.seed(configMaps, configMap('a'));
    await server.delete(namespaces, { name: 'ns' });
    expect(names(server)).toEqual(['a']);
    server.finishNamespace('ns');
    expect(server.read(namespaces, { name: 'ns' })).toBeUndefined();
    expect(names(server)).toEqual([]);
  });
});

describe('owners', () => {
  const family = (server: FakeApiServer): KubeObject => {
    const owner = server.seed(configMaps, configMap('owner'));
    const child = server.seed(configMaps, owned('child', owner));
    server.seed(configMaps, owned('grandchild', child));
    return owner;
  };

  test('take their dependents with them', async () => {
    const server = new FakeApiServer();
    await server.delete(configMaps, family(server).metadata);
    expect(names(server)).toEqual([]);
  });

  test('leave them when told so', async () => {
    const server = new FakeApiServer();
    await server.delete(configMaps, family(server).metadata, { propagation: 'Orphan' });
    expect(names(server)).toEqual(['child', 'grandchild']);
  });

  test('wait for them when told so', async () => {
    const server = new FakeApiServer();
    const { metadata } = family(server);
    server.edit(configMaps, { namespace: 'ns', name: 'grandchild' }, (draft) => {
      draft['metadata'] = { ...(draft['metadata'] as object), finalizers: ['slipway.dev/test'] };
    });
    await server.delete(configMaps, metadata, { propagation: 'Foreground' });
    expect(server.read(configMaps, metadata)?.metadata.finalizers).toEqual(['foregroundDeletion']);
    server.edit(configMaps, { namespace: 'ns', name: 'grandchild' }, (draft) => {
      draft['metadata'] = { ...(draft['metadata'] as object), finalizers: [] };
    });
    expect(names(server)).toEqual([]);
  });
});

describe('a crash', () => {
  const scenario = async (server: FakeApiServer): Promise<void> => {
    for (const name of ['a', 'b', 'c']) await server.apply(configMaps, configMap(name), ours);
  };

  test.each([
    ['before', ['a']],
    ['after', ['a', 'b']],
  ] as const)('%s a write ends the process, and a new one can finish', async (when, left) => {
    const server = new FakeApiServer();
    server.seed(namespaces, { metadata: { name: 'ns' } });
    server.crashAt(2, when);
    await expect(scenario(server)).rejects.toThrow(SimulatedCrash);
    await expect(server.get(configMaps, { namespace: 'ns', name: 'a' })).rejects.toThrow(SimulatedCrash);
    expect(names(server)).toEqual(left);
    server.crash.recover();
    await scenario(server);
    expect(names(server)).toEqual(['a', 'b', 'c']);
  });

  test('is counted over all parts of a world', async () => {
    const crash = new CrashPoint();
    const host = new FakeApiServer({ crash, name: 'host' });
    const plane = new FakeApiServer({ crash, name: 'plane' });
    for (const server of [host, plane]) server.seed(namespaces, { metadata: { name: 'ns' } });
    crash.arm(2, 'before');
    await host.apply(configMaps, configMap('a'), ours);
    await expect(plane.apply(configMaps, configMap('a'), ours)).rejects.toThrow(SimulatedCrash);
    await expect(host.list(configMaps)).rejects.toThrow(SimulatedCrash);
    expect([crash.writes, names(plane)]).toEqual([2, []]);
  });
});

describe('faults', () => {
  const late = new KubeError({ code: 504, reason: 'Timeout', message: 'late' });

  test('hit the calls that they are for, as often as ordered', async () => {
    const server = new FakeApiServer();
    server.seed(configMaps, configMap('a'));
    server.failNext({ verb: 'get', name: 'a' }, late, { times: 2 });
    server.failNext(({ verb }) => verb === 'list', late);
    const key = { namespace: 'ns', name: 'a' };
    expect(await server.get(configMaps, { namespace: 'ns', name: 'b' })).toBeUndefined();
    for (let i = 0; i < 2; i += 1) await expect(server.get(configMaps, key)).rejects.toBe(late);
    expect(await server.get(configMaps, key)).toBeDefined();
    await expect(server.listMetadata(configMaps)).rejects.toBe(late);
    server.faults.down();
    await expect(server.getPath('/readyz')).rejects.toMatchObject({ code: 0, reason: 'Unreachable' });
    server.faults.up();
    expect(await server.getPath('/readyz')).toBe('ok');
  });

  test('may lose only the answer', async () => {
    const server = new FakeApiServer();
    server.seed(namespaces, { metadata: { name: 'ns' } });
    server.failNext({ verb: 'create' }, late, { afterCommit: true });
    await expect(server.create(configMaps, configMap('a'))).rejects.toBe(late);
    expect(names(server)).toEqual(['a']);
  });

  test('a kind that is not served is no absent object', async () => {
    const server = new FakeApiServer();
    server.hideKind(configMaps);
    await expect(server.get(configMaps, { namespace: 'ns', name: 'a' })).rejects.toMatchObject({ code: 404 });
    server.serveKind(configMaps);
    expect(await server.get(configMaps, { namespace: 'ns', name: 'a' })).toBeUndefined();
  });
});

test('the log of writes tells who did what to which, and whether it mattered', async () => {
  const server = new FakeApiServer({ name: 'host' });
  server.seed(namespaces, { metadata: { name: 'ns' } });
  await server.apply(configMaps, configMap('a'), ours);
  await server.apply(configMaps, configMap('a'), ours);
  await server.apply(configMaps, configMap('a'), { ...ours, dryRun: true });
  await server.delete(configMaps, { namespace: 'ns', name: 'a' });
  await server.delete(namespaces, { name: 'ns' });
  expect(server.writesAsText()).toEqual([
    'host: apply configmaps ns/a',
    'host: apply configmaps ns/a (unchanged)',
    'host: delete configmaps ns/a',
    'host: delete namespaces ns',
  ]);
});

test('a token is good for as long as what it is bound to is the same', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const server = new FakeApiServer({ wall: () => now });
  const key = { namespace: 'ns', name: 'robot' };
  const issue = async (uid?: string): Promise<string> => {
    const spec = {
      expirationSeconds: 3600,
      ...(uid === undefined ? {} : { boundObjectRef: { kind: 'Secret', name: 'bound', uid } }),
    };
    return (await server.createSubresource<{ status: { token: string } }>(accounts, key, 'token', { spec })).status
      .token;
  };
  server.seed(accounts, { metadata: key });
  const { metadata } = server.seed<KubeObject>(secrets, { metadata: { namespace: 'ns', name: 'bound' } });
  const [free, bound] = [await issue(), await issue(metadata.uid)];
  expect([free, bound].map((token) => server.reviewToken(token))).toEqual([
    'system:serviceaccount:ns:robot',
    'system:serviceaccount:ns:robot',
  ]);
  server.remove(secrets, metadata);
  server.seed(secrets, { metadata: { namespace: 'ns', name: 'bound' } });
  expect([free, bound].map((token) => server.reviewToken(token))).toEqual([
    'system:serviceaccount:ns:robot',
    undefined,
  ]);
  now = new Date('2026-01-01T02:00:00Z');
  expect(server.reviewToken(free)).toBeUndefined();
  expect(server.reviewToken('nonsense')).toBeUndefined();
});
