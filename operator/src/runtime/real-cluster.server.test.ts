import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quietLog } from '../../test/quiet-log.ts';
import { startApiServer, type RealApiServer } from '../../test/real-api-server.ts';
import { until } from '../../test/until.ts';
import { ClusterClient } from './cluster-client.ts';
import { EventRecorder, events } from './events.ts';
import { isForbidden } from './kube-error.ts';
import type { KubeObject, Resource } from './kube-types.ts';
import { Reflector } from './reflector.ts';
import { Store } from './store.ts';

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };

const deadlineMs = 40_000;

let server: RealApiServer;
let client: ClusterClient;

beforeAll(async () => {
  server = await startApiServer();
  client = new ClusterClient(server.admin);
}, 70_000);

afterAll(async () => {
  await client.close();
  await server.stop();
});

const configMap = (name: string, labels: Record<string, string> = { watched: 'yes' }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'default', name, labels },
  ...{ data: { text: 'x'.repeat(1000) } },
});

test.each([true, false])(
  'a cache follows a real cluster through a restart of it (metadata only: %s)',
  async (metadataOnly) => {
    const log = quietLog();
    const store = new Store<KubeObject>({ log });
    const stop = new AbortController();
    const reflector = new Reflector<KubeObject>({
      client,
      resource: configMaps,
      store,
      log,
      metadataOnly,
      labelSelector: 'watched=yes',
    });
    const running = reflector.run(stop.signal);
    const names = (): string[] =>
      store
        .list()
        .map(({ metadata }) => metadata.name)
        .sort();
    await client.create(configMaps, configMap('before'));
    await client.create(configMaps, configMap('other', { watched: 'no' }));
    await until(() => names().join() === 'before', deadlineMs);
    await server.restart();
    await client.create(configMaps, configMap('after'));
    await client.delete(configMaps, { namespace: 'default', name: 'before' });
    await until(() => names().join() === 'after', deadlineMs);
    // Leaving the selector looks like a deletion.
    await client.mergePatch(
      configMaps,
      { namespace: 'default', name: 'after' },
      { metadata: { labels: { watched: 'no' } } },
    );
    await until(() => names().length === 0, deadlineMs);
    await client.mergePatch(
      configMaps,
      { namespace: 'default', name: 'after' },
      { metadata: { labels: { watched: 'yes' } } },
    );
    await until(() => names().join() === 'after', deadlineMs);
    expect(store.list()[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    expect('data' in (store.list()[0] ?? {})).toBe(!metadataOnly);
    stop.abort();
    await running;
    for (const name of ['after', 'other']) await client.delete(configMaps, { namespace: 'default', name });
  },
  60_000,
);

test('a list longer than a page is whole', async () => {
  const names = Array.from({ length: 1203 }, (_, i) => `page-${i}`);
  for (let i = 0; i < names.length; i += 50) {
    await Promise.all(
      names.slice(i, i + 50).map((name) => client.create(configMaps, configMap(name, { paged: 'yes' }))),
    );
  }
  const selection = { namespace: 'default', labelSelector: 'paged=yes' };
  expect(new Set((await client.list(configMaps, selection)).map(({ metadata }) => metadata.name))).toEqual(
    new Set(names),
  );
  expect(await client.listMetadata(configMaps, selection)).toHaveLength(1203);
}, 150_000);

test('events are taken, repeated ones as a series, and one at the length limit', async () => {
  const log = quietLog();
  const recorder = new EventRecorder({ client, controller: 'slipway.dev/operator', instance: 'test', log });
  const subject = await client.create<KubeObject>(configMaps, configMap('subject'));
  const news = { type: 'Warning', reason: 'MemberUnreachable', message: 'member "eu-1" did not answer' } as const;
  recorder.record(subject, news);
  recorder.record(subject, news);
  recorder.record(subject, { ...news, message: 'ü'.repeat(2000) });
  await recorder.flush();
  expect(log.lines).toEqual([]);
  const told = await client.list<KubeObject & { readonly note: string; readonly series?: { readonly count: number } }>(
    events,
    { namespace: 'default' },
  );
  expect(told.map(({ series }) => series?.count ?? 1).sort()).toEqual([1, 2]);
});

test('a user without rights is told so', async () => {
  const nobody = new ClusterClient(server.user('nobody'));
  const error = await nobody.list(configMaps).catch((e: unknown) => e);
  expect(isForbidden(error)).toBe(true);
  expect(error).toMatchObject({
    reason: 'Forbidden',
    message: expect.stringContaining('cannot list resource "configmaps"'),
  });
  await nobody.close();
});
