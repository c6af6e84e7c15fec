import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FakeApiServer } from '../../test/fake-api-server.ts';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { FaultServer, json, mute, page, reset, status, watching, type Answer } from '../../test/fault-server.ts';
import { quietLog } from '../../test/quiet-log.ts';
import { until } from '../../test/until.ts';
import type { Clock } from './clock.ts';
import { ClusterClient } from './cluster-client.ts';
import { KubeError } from './kube-error.ts';
import type { KubeObject, Resource } from './kube-types.ts';
import { Reflector, type ListWatch, type ReflectorOptions } from './reflector.ts';
import { Store } from './store.ts';

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };

const item = (name: string, version: number, uid = name): KubeObject => ({
  metadata: { namespace: 'ns', name, uid, resourceVersion: String(version) },
});
const event = (type: string, object: KubeObject): object => ({ type, object });
const bookmark = (version: number): object => ({
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion: String(version) } },
});
const list = (version: number, ...items: readonly KubeObject[]): Answer =>
  json({ metadata: { resourceVersion: String(version) }, items });
const expired = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' },
};

/** Real time, a hundred times as fast. */
const hasty: Clock = {
  now: () => performance.now() * 100,
  after(ms, run) {
    const timer = setTimeout(run, ms / 100);
    return () => clearTimeout(timer);
  },
};

describe('a reflector over a bad connection', () => {
  let server: FaultServer;
  let client: ClusterClient;
  let store: Store<KubeObject>;
  let log: ReturnType<typeof quietLog>;
  let stop: AbortController;
  let running: Promise<void>;

  beforeEach(async () => {
    server = await FaultServer.start();
    client = connect(3000);
    log = quietLog();
    store = new Store({ log });
    stop = new AbortController();
  });

  afterEach(async () => {
    stop.abort();
    await running;
    await client.close();
    await server.close();
  });

  function connect(timeoutMs: number): ClusterClient {
    return new ClusterClient({ server: server.url, ca: server.ca, timeoutMs, limits: { maxWatchLine: 10_000 } });
  }

  function start(options: Partial<ReflectorOptions<KubeObject>> = {}): Reflector<KubeObject> {
    const reflector = new Reflector<KubeObject>({
      client,
      resource: configMaps,
      store,
      log,
      clock: hasty,
      idleMs: 400,
      ...options,
    });
    running = reflector.run(stop.signal);
    return reflector;
  }

  const names = (): string[] =>
    store.list().map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion ?? ''}`);

  test('asks for bookmarks and a long watch, and goes on where the last one ended', async () => {
    server.next(
      list(5, item('a', 3)),
      watching({ events: [event('ADDED', item('b', 7)), bookmark(90)], then: 'reset' }),
    );
    server.otherwise(watching({}));
    start({ labelSelector: 'x=y' });
    await until(() => server.requests.length === 3);
    expect(server.requests[1]).toMatch(
      /^GET \/api\/v1\/configmaps\?watch=true&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=\d+&labelSelector=x%3Dy$/,
    );
    const seconds = Number(/timeoutSeconds=(\d+)/.exec(server.requests[1] ?? '')?.[1]);
    expect(seconds).toBeGreaterThanOrEqual(1800);
    expect(seconds).toBeLessThan(3600);
    expect(server.requests[2]).toContain('resourceVersion=90&');
    expect(names()).toEqual(['a@3', 'b@7']);
  });

  const troubles: [string, Answer][] = [
    ['a reset', reset],
    ['a reset after the head', watching({ then: 'reset' })],
    ['no answer', mute],
    ['500', status(500, 'InternalError')],
    ['403', status(403, 'Forbidden')],
    ['401', status(401, 'Unauthorized')],
    ['429', status(429, 'TooManyRequests', { headers: { 'retry-after': '3600' } })],
    ['410 as an answer', status(410, 'Expired')],
    ['410 as an event', watching({ events: [expired] })],
    ['an error event without sense', watching({ events: [{ type: 'ERROR', object: 'x' }] })],
    ['an early end', watching({ then: 'end' })],
    ['silence', watching({})],
    ['a truncated line', watching({ tail: '{"type":"ADDED","object":{"meta', then: 'end' })],
    ['no JSON', watching({ tail: 'oops\n' })],
    ['an object without metadata', watching({ events: [{ type: 'ADDED', object: {} }] })],
    ['a type from the future', watching({ events: [{ type: 'NEWS', object: {} }] })],
    ['a huge line', watching({ tail: 'x'.repeat(20_000) })],
    ['a page', page(200, '<html>\n</html>\n')],
    [
      'a version from the future',
      status(504, 'Timeout', { details: { causes: [{ reason: 'ResourceVersionTooLarge' }] } }),
    ],
  ];

  test.each(troubles)(
    'survives %s, on the watch and on the list, and ends equal to the server',
    async (_name, trouble) => {
      server.otherwise((request, response, rst) => {
        const watch = request.url?.includes('watch=true') ?? false;
        const answer = watch
          ? watching({ events: [event('ADDED', item('b', 7)), event('DELETED', item('a', 8))] })
          : list(5, item('a', 3));
        answer(request, response, rst);
      });
      server.next(trouble, list(4, item('old', 2)), trouble, trouble);
      await client.close();
      // Short enough for the test, long enough for a busy machine: a good answer that comes too late is only asked for again.
      client = connect(200);
      start({ idleMs: 200 });
      await until(() => names().includes('b@7') && !names().includes('a@3'), 20_000);
    },
    30_000,
  );

  test('sees a delete and a create between two lists', async () => {
    const heard: string[] = [];
    store.subscribe(({ kind, object }) => heard.push(`${kind} ${object.metadata.uid ?? ''}`));
    server.next(list(5, item('a', 3, 'first')), watching({ events: [expired] }), list(9, item('a', 8, 'second')));
    server.otherwise(watching({}));
    start();
    await until(() => heard.length === 3);
    expect(heard).toEqual(['added first', 'deleted first', 'added second']);
  });

  test('lists again when the cluster went back in time', async () => {
    server.next(list(500, item('a', 400)), watching({ events: [bookmark(20)] }), list(20, item('a', 15)));
    server.otherwise(watching({}));
    start();
    await until(() => names().includes('a@15'));
  });

  test('drops what nobody reads', async () => {
    const full = { ...item('a', 3), metadata: { ...item('a', 3).metadata, managedFields: [{}] } };
    server.next(list(5, full));
    server.otherwise(watching({ events: [event('ADDED', { ...full, metadata: { ...full.metadata, name: 'b' } })] }));
    start();
    await until(() => store.list().length === 2);
    for (const { metadata } of store.list()) expect(metadata).not.toHaveProperty('managedFields');
  });

  test('asks for metadata only', async () => {
    server.next(list(5, item('a', 3)));
    server.otherwise(watching({}));
    start({ metadataOnly: true });
    await until(() => server.requests.length === 2);
    expect(server.headers.map(({ accept }) => accept)).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ]);
    expect(store.list()[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  test('leaves no connection and no watch behind when it stops', async () => {
    server.next(list(5));
    server.otherwise(watching({}));
    start({ idleMs: 60_000 });
    await until(() => server.requests.length === 2);
    stop.abort();
    await running;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toHaveLength(2);
    expect(log.lines).toEqual([]);
  });
});

describe('a reflector in its own time', () => {
  test('waits longer after each failure, at most 30 s, and complains once', async () => {
    const clock = new FakeClock();
    const log = quietLog();
    const times: number[] = [];
    const client: ListWatch = {
      listAt: () => {
        times.push(clock.now());
        return Promise.reject(new KubeError({ code: 403, reason: 'Forbidden', message: 'no' }));
      },
      watch: () => {
        throw new Error('never');
      },
    };
    const stop = new AbortController();
    const reflector = new Reflector({
      client,
      resource: configMaps,
      store: new Store({ log }),
      log,
      clock,
      random: () => 0,
    });
    const running = reflector.run(stop.signal);
    await clock.advance(120_000);
    expect(times.map((time, i) => time - (times[i - 1] ?? 0))).toEqual([
      0, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000,
    ]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(reflector.synced).toBe(false);
    stop.abort();
    await running;
  });

  test('goes on at once when a long watch ends as it should, and forgets old failures', async () => {
    const clock = new FakeClock();
    const times: number[] = [];
    const client: ListWatch = {
      listAt: () => Promise.resolve({ items: [], resourceVersion: '1' }),
      async *watch() {
        times.push(clock.now());
        await new Promise<void>((resolve) => clock.after(times.length === 1 ? 10 : 1_800_000, resolve));
        yield* [];
      },
    };
    const stop = new AbortController();
    const log = quietLog();
    const reflector = new Reflector({
      client,
      resource: configMaps,
      store: new Store({ log }),
      log,
      clock,
      random: () => 0,
    });
    const running = reflector.run(stop.signal);
    await until(() => reflector.synced);
    await clock.advance(4_000_000);
    expect(times).toEqual([0, 810, 1_800_810, 3_600_810]);
    stop.abort();
    await clock.advance(1_800_000);
    await running;
  });
});

test('a cache is equal to the cluster once that is quiet, whatever happened', async () => {
  const step = fc.record({
    what: fc.constantFrom('put', 'remove', 'compact', 'down', 'up', 'fail'),
    name: fc.constantFrom('a', 'b', 'c'),
    value: fc.nat(3),
    wait: fc.constantFrom(0, 900, 40_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const clock = new FakeClock();
      const log = quietLog();
      const server = new FakeApiServer();
      const store = new Store<KubeObject>({ log });
      const stop = new AbortController();
      const running = new Reflector({ client: server, resource: configMaps, store, log, clock, random: () => 0 }).run(
        stop.signal,
      );
      for (const { what, name, value, wait } of steps) {
        const key = { namespace: 'ns', name };
        const there = server.read(configMaps, key) !== undefined;
        if (what === 'put' && there) server.edit(configMaps, key, (draft) => (draft['data'] = { value }));
        else if (what === 'put') server.seed(configMaps, { metadata: key, data: { value } });
        else if (what === 'remove' && there) server.remove(configMaps, key);
        else if (what === 'compact') server.compact();
        else if (what === 'down') server.faults.down();
        else if (what === 'up') server.faults.up();
        else if (what === 'fail')
          server.failNext({ verb: 'list' }, new KubeError({ code: 500, reason: 'InternalError', message: 'x' }));
        await clock.advance(wait);
      }
      server.faults.up();
      // Longer than all the failures that are left can delay it.
      await clock.advance(1_000_000);
      await settle();
      const wanted = server.all(configMaps);
      const byName = (objects: readonly KubeObject[]): KubeObject[] =>
        [...objects].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
      expect(byName(store.list())).toEqual(byName(wanted));
      stop.abort();
      await clock.advance(60_000);
      await running;
    }),
    { numRuns: 60 },
  );
});
