import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import { KarmadaInstance } from '../../src/api/karmada-instance.ts';
import { MemberCluster } from '../../src/api/member-cluster.ts';
import { type RealApiServer, startApiServer } from '../real-api-server.ts';
import { type BadSpec, badSpecs, smallest } from './bad-specs.ts';
import { type OpenApiSchema, type RawAnswer, RawApi } from './raw-api.ts';
import { someInstance, someMember } from './some-spec.ts';
import { wholeInstanceStatus, wholeMemberStatus } from './whole-status.ts';

const root = join(import.meta.dirname, '../../..');
const schemas = { KarmadaInstance, MemberCluster } as const;
const plurals = { KarmadaInstance: 'karmadainstances', MemberCluster: 'memberclusters' } as const;
type Kind = keyof typeof schemas;
interface Typed {
  readonly kind: Kind;
  readonly metadata: { readonly name: string };
  readonly [key: string]: unknown;
}

let server: RealApiServer;
let api: RawApi;
let directory: string;
const crdAnswers: RawAnswer[] = [];

beforeAll(async () => {
  server = await startApiServer();
  api = new RawApi(server);
  directory = await mkdtemp(join(tmpdir(), 'slipway-kubectl-'));
  await writeFile(join(directory, 'config'), kubeconfig(server), { mode: 0o600 });
  const folder = join(root, 'config/crd');
  for (const file of (await readdir(folder)).filter((name) => name.startsWith('slipway.dev_'))) {
    // As kubectl reads it: YAML 1.1.
    const crd: unknown = parse(await readFile(join(folder, file), 'utf8'), { version: '1.1' });
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?fieldValidation=Strict';
    crdAnswers.push(await api.call({ method: 'POST', path, body: crd }));
  }
  for (const kind of ['KarmadaInstance', 'MemberCluster'] as const) await served(kind);
}, 120_000);

afterAll(async () => {
  api.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('the CRDs', () => {
  test('are accepted without a warning', () => {
    expect(crdAnswers.map(({ status, warnings, body }) => [status, warnings, body.message])).toEqual([
      [201, [], undefined],
      [201, [], undefined],
    ]);
  });

  test('are structural, and their names are theirs', async () => {
    for (const plural of Object.values(plurals)) {
      const { body } = await api.call({
        path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.slipway.dev`,
      });
      const conditions = (body.status?.conditions ?? []).map(({ type, status }) => `${type}=${status}`);
      expect(conditions.sort()).toEqual(['Established=True', 'NamesAccepted=True']);
    }
  });

  test('explain every field', async () => {
    const { body } = await api.call({ path: '/openapi/v3/apis/slipway.dev/v1alpha1' });
    for (const kind of Object.keys(plurals)) {
      const schema = body.components!.schemas[`dev.slipway.v1alpha1.${kind}`]!;
      expect([...silentFields(schema, kind)]).toEqual([]);
    }
  });

  test('are what kubectl explain prints', async () => {
    for (const [shortName, field] of [
      ['kmi', 'spec.etcd.storage.size'],
      ['kmc', 'spec.connection.kubeconfigSecretRef'],
    ] as const) {
      const all = await kubectl('explain', shortName, '--recursive');
      expect(all).not.toContain('<empty>');
      expect(all).toContain('summary');
      expect(await kubectl('explain', `${shortName}.${field}`)).toMatch(/DESCRIPTION:\n +\w+/);
    }
  });
});

describe('a bad spec', () => {
  test('is refused with a sentence that names the field', async () => {
    const lines: string[] = [];
    for (const bad of badSpecs) lines.push(`${bad.kind}: ${bad.what}\n  ${await refusalOf(bad)}\n`);
    await expectGolden('bad-specs.golden.txt', lines.join('\n'));
  }, 60_000);

  test('is refused by zod as well, unless it is the change that is wrong or a field that is pruned', () => {
    const accepted = badSpecs
      .filter(({ before }) => before === undefined)
      .filter((bad) => schemas[bad.kind].safeParse(objectOf(bad)).success);
    expect(accepted.map(({ what }) => what)).toEqual([
      'a field that does not exist',
      'a component that does not exist',
      'several Pods of etcd',
      'a resource that no component uses',
      'an instance in another namespace',
    ]);
  });
});

describe('zod and the server', () => {
  test.each([
    ['KarmadaInstance', someInstance],
    ['MemberCluster', someMember],
  ] as const)(
    'accept the same %ss',
    async (kind, some) => {
      const tally = { accepted: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(some as fc.Arbitrary<unknown>, async (generated) => {
          const object = JSON.parse(JSON.stringify(generated)) as Typed;
          const ours = schemas[kind].safeParse(object);
          const theirs = await dryRun(object);
          tally[theirs.status === 201 ? 'accepted' : 'refused'] += 1;
          const verdicts = { zod: ours.success, server: theirs.status === 201 };
          expect({ ...verdicts, said: theirs.body.message, zodSaid: ours.error?.issues }).toMatchObject({
            zod: verdicts.server,
          });
          if (ours.success) expect(ours.data.spec).toEqual(theirs.body.spec);
        }),
        { numRuns: 600 },
      );
      // Neither side would be tested by a family that is all good or all bad.
      expect(tally.accepted).toBeGreaterThan(100);
      expect(tally.refused).toBeGreaterThan(100);
    },
    120_000,
  );

  test('mean the same by every example and sample', async () => {
    const objects = await shipped();
    expect(objects.length).toBeGreaterThanOrEqual(4);
    for (const object of objects) {
      const { status, body } = await dryRun(object);
      expect([object.metadata.name, status, body.message]).toEqual([object.metadata.name, 201, undefined]);
      expect(schemas[object.kind].parse(body)).toMatchObject({ spec: body.spec, status: { observedGeneration: -1 } });
    }
  });

  test.each([
    ['KarmadaInstance', wholeInstanceStatus],
    ['MemberCluster', wholeMemberStatus],
  ] as const)('keep every field of the status of a %s', async (kind, status) => {
    await create(kind, 'whole');
    const { body, ...answer } = await putStatus(kind, 'whole', status);
    expect([answer.status, answer.warnings, body.message]).toEqual([200, [], undefined]);
    expect(body.status).toEqual(status);
    expect(schemas[kind].parse(body).status).toEqual(status);
  });
});

describe('kubectl', () => {
  test('tells the story in its columns', async () => {
    await create('KarmadaInstance', 'story');
    await create('MemberCluster', 'story-1');
    await create('KarmadaInstance', 'unseen');
    await putStatus('KarmadaInstance', 'story', wholeInstanceStatus);
    await putStatus('MemberCluster', 'story-1', wholeMemberStatus);
    const names = ['kmi/story', 'kmi/unseen', 'kmc/story-1'];
    const pages = [await kubectl('get', ...names), await kubectl('get', ...names, '-o', 'wide')];
    await expectGolden(
      'columns.golden.txt',
      pages
        .join('\n')
        .replaceAll(/\b\d+s( *)/g, (age) => '<age>'.padEnd(age.length))
        .replaceAll(/ +$/gm, ''),
    );
  });

  test('waits for Ready, and finds our kinds by their category', async () => {
    await create('KarmadaInstance', 'awaited');
    await putStatus('KarmadaInstance', 'awaited', wholeInstanceStatus);
    await kubectl('wait', '--for=condition=Ready', 'kmi/awaited', '--timeout=5s');
    expect(await kubectl('get', 'slipway', '-o', 'name')).toContain('karmadainstance.slipway.dev/awaited');
  });

  test('selects by instance and by version', async () => {
    await create('MemberCluster', 'selected');
    expect(await kubectl('get', 'kmc', '-o', 'name', '--field-selector', 'spec.instanceRef.name=demo')).toContain(
      '/selected',
    );
    expect(await kubectl('get', 'kmc', '-o', 'name', '--field-selector', 'spec.instanceRef.name=other')).toBe('');
    expect(await kubectl('get', 'kmi', '-o', 'name', '--field-selector', 'spec.version=v9.9.9')).toBe('');
  });
});

test('a status that says nothing yet says so in the way that waiting tools understand', async () => {
  const { body } = await create('KarmadaInstance', 'fresh');
  expect(body.status).toEqual({ observedGeneration: -1 });
});

test('writing down the cluster name that was meant all along is no change', async () => {
  const { body } = await create('MemberCluster', 'named');
  const renamed = { ...body, spec: { ...body.spec, clusterName: 'named' } };
  const { status } = await api.call({ method: 'PUT', path: pathOf('MemberCluster', 'named'), body: renamed });
  expect(status).toBe(200);
});

test('a volume may grow, and may be sized after its creation', async () => {
  const { body } = await create('KarmadaInstance', 'grows');
  const sized = await api.call({
    method: 'PUT',
    path: pathOf('KarmadaInstance', 'grows'),
    body: { ...body, spec: { ...body.spec, etcd: { storage: { size: '5Gi' } } } },
  });
  expect(sized.status).toBe(200);
  const grown = { ...sized.body, spec: { ...body.spec, etcd: { storage: { size: '6Gi' } } } };
  expect((await api.call({ method: 'PUT', path: pathOf('KarmadaInstance', 'grows'), body: grown })).status).toBe(200);
});

async function served(kind: Kind): Promise<void> {
  const end = performance.now() + 20_000;
  for (;;) {
    const { status } = await dryRun(objectOf({ what: '', kind, name: 'probe' })).catch(() => ({ status: 0 }));
    if (status === 201) return;
    if (performance.now() > end)
      throw new Error(
        `${kind} is not served, last answer ${status}: ${JSON.stringify(crdAnswers.map(({ body }) => body.message))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function objectOf({ kind, name = 'eu-1', spec = {} }: BadSpec): Typed {
  const fields = Object.entries({ ...smallest[kind], ...spec }).filter(([, value]) => value !== null);
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind,
    metadata: { namespace: 'default', name },
    spec: Object.fromEntries(fields),
  } as unknown as Typed;
}

const pathOf = (kind: Kind, name: string): string =>
  `/apis/slipway.dev/v1alpha1/namespaces/default/${plurals[kind]}/${name}?fieldValidation=Strict`;

function dryRun(object: Typed): Promise<RawAnswer> {
  const path = `/apis/slipway.dev/v1alpha1/namespaces/default/${plurals[object.kind]}?dryRun=All&fieldValidation=Strict`;
  return api.call({ method: 'POST', path, body: object });
}

async function create(kind: Kind, name: string, spec: object = {}): Promise<RawAnswer> {
  const body = objectOf({ what: '', kind, name, spec });
  const answer = await api.call({ method: 'POST', path: pathOf(kind, '').replace('/?', '?'), body });
  expect([name, answer.status, answer.body.message]).toEqual([name, 201, undefined]);
  return answer;
}

async function putStatus(kind: Kind, name: string, status: object): Promise<RawAnswer> {
  const path = pathOf(kind, name);
  const { body } = await api.call({ path });
  return api.call({ method: 'PUT', path: path.replace('?', '/status?'), body: { ...body, status } });
}

async function refusalOf(bad: BadSpec): Promise<string> {
  if (bad.before === undefined) return sentence(await dryRun(objectOf(bad)));
  const name = `before-${badSpecs.indexOf(bad)}`;
  const { body } = await create(bad.kind, name, bad.before);
  const changed = { ...body, spec: objectOf(bad)['spec'] };
  return sentence(await api.call({ method: 'PUT', path: pathOf(bad.kind, name), body: changed }));
}

function sentence({ status, body }: RawAnswer): string {
  expect([400, 422]).toContain(status);
  return `${status} ${body.message}`;
}

async function shipped(): Promise<readonly Typed[]> {
  const texts = await Promise.all(
    ['examples', 'config/samples'].map(async (folder) => {
      const files = (await readdir(join(root, folder))).filter(
        (name) => name.endsWith('.yaml') && name !== 'kustomization.yaml',
      );
      return Promise.all(files.map((file) => readFile(join(root, folder, file), 'utf8')));
    }),
  );
  const objects = texts
    .flat()
    .flatMap((text) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as Typed));
  return objects.filter(({ kind }) => kind in schemas);
}

function* silentFields(schema: OpenApiSchema, path: string): Generator<string> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const below = `${path}.${name}`;
    if (name === 'metadata' && field.allOf !== undefined) continue;
    if (!field.description) yield below;
    yield* silentFields(field.items ?? field, below);
  }
}

async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await execa(toolPath('kubectl'), [
    '--kubeconfig',
    join(directory, 'config'),
    '--cache-dir',
    directory,
    ...args,
  ]);
  return stdout;
}

function kubeconfig({ admin }: RealApiServer): string {
  const base64 = (text: unknown): string => Buffer.from(String(text)).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'it', cluster: { server: admin.server, 'certificate-authority-data': base64(admin.ca) } }],
    users: [
      { name: 'it', user: { 'client-certificate-data': base64(admin.cert), 'client-key-data': base64(admin.key) } },
    ],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    'current-context': 'it',
  });
}

/** Compares with the file; UPDATE_GOLDEN=1 writes it instead. */
async function expectGolden(name: string, text: string): Promise<void> {
  const file = join(import.meta.dirname, name);
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(file, text);
  expect(text).toBe(await readFile(file, 'utf8'));
}
