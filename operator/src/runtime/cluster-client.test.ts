import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { lookup } from 'node:dns';
import { endless, FaultServer, gzipBomb, json, mute, page, reset, slowLoris, status } from '../../test/fault-server.ts';
import { until } from '../../test/until.ts';
import { AddressRefused } from './address-refused.ts';
import { ClusterClient, type ClusterClientOptions } from './cluster-client.ts';
import type { Dial } from './connector.ts';
import { isAlreadyExists, isConflict, isForbidden, isGone, isNotFound, KubeError } from './kube-error.ts';
import type { Resource } from './kube-types.ts';

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const clusters: Resource = {
  group: 'cluster.karmada.io',
  version: 'v1alpha1',
  plural: 'clusters',
  kind: 'Cluster',
  namespaced: false,
};
const key = { namespace: 'ns', name: 'a' };
const object = { metadata: key };

let server: FaultServer;
let clients: ClusterClient[] = [];
let others: FaultServer[] = [];

beforeEach(async () => {
  server = await FaultServer.start();
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  await Promise.all([server, ...others].map((each) => each.close()));
  others = [];
});

async function another(...hosts: readonly string[]): Promise<FaultServer> {
  const made = await FaultServer.start(hosts.length === 0 ? undefined : hosts);
  others.push(made);
  return made;
}

function client(options: Partial<ClusterClientOptions> = {}): ClusterClient {
  const made = new ClusterClient({ server: server.url, ca: server.ca, timeoutMs: 2000, ...options });
  clients.push(made);
  return made;
}

function failure(call: Promise<unknown>): Promise<KubeError> {
  return call.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(KubeError);
      return error as KubeError;
    },
  );
}

describe('connections', () => {
  test('a hundred calls in a row use one or two', async () => {
    server.otherwise(json({ metadata: key }));
    const api = client();
    for (let i = 0; i < 100; i += 1) await api.get(configMaps, key);
    // undici opens a second one when a call starts before the end of the last answer is read.
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  test('many calls at once use no more than allowed', async () => {
    server.otherwise(json({ metadata: key }));
    const api = client({ maxSockets: 3 });
    await Promise.all(Array.from({ length: 60 }, () => api.get(configMaps, key)));
    expect(server.connections).toBeLessThanOrEqual(3);
  });

  test('close ends them and what is under way', async () => {
    server.otherwise(mute);
    const api = client();
    const call = failure(api.get(configMaps, key));
    await until(() => server.requests.length === 1);
    await api.close();
    expect(await call).toMatchObject({ code: 0, reason: 'Closed' });
    await until(() => server.open === 0);
  });

  test('a GET on a connection that died is sent again, a write is not', async () => {
    const api = client();
    server.next(reset, json({ metadata: key }));
    expect(await api.get(configMaps, key)).toMatchObject({ metadata: key });
    server.next(reset);
    expect(await failure(api.mergePatch(configMaps, key, {}))).toMatchObject({
      code: 0,
      reason: 'ConnectionLost',
      message: 'the server closed the connection',
    });
    expect(server.requests).toHaveLength(3);
    server.next(reset, reset);
    expect(await failure(api.get(configMaps, key))).toMatchObject({ code: 0, reason: 'ConnectionLost' });
  });

  test('a custom dial carries TLS inside, and may refuse', async () => {
    const plane = await another('plane.example');
    plane.otherwise(json({ metadata: key }));
    const dialled: unknown[] = [];
    const dial: Dial = async (target) => {
      dialled.push(target);
      return connect(plane.port, '127.0.0.1');
    };
    const good = client({ server: 'https://plane.example:5443', ca: plane.ca, dial });
    for (let i = 0; i < 5; i += 1) await good.get(configMaps, key);
    expect(plane.connections).toBeLessThanOrEqual(2);
    expect(dialled[0]).toEqual({ host: 'plane.example', port: 5443 });
    const foreign = client({ server: 'https://other.example', ca: plane.ca, dial });
    expect(await failure(foreign.get(configMaps, key))).toMatchObject({
      reason: 'TLS',
      message: 'the server certificate is for another name',
    });
    const refused = client({ dial: () => Promise.reject(new AddressRefused('10.0.0.1 is not allowed')) });
    expect(await failure(refused.get(configMaps, key))).toMatchObject({
      code: 0,
      reason: 'AddressRefused',
      message: '10.0.0.1 is not allowed',
    });
    const broken = client({ dial: async () => connect(1, '127.0.0.1') });
    expect(await failure(broken.get(configMaps, key))).toMatchObject({ code: 0, reason: 'Unreachable' });
    const proxied = client({
      dial: () => Promise.reject(new KubeError({ code: 404, reason: 'NotFound', message: 'pods "etcd" not found' })),
    });
    expect(await failure(proxied.get(configMaps, key))).toMatchObject({
      code: 0,
      reason: 'Unreachable',
      message: 'pods "etcd" not found',
    });
    const silent = client({
      timeoutMs: 100,
      dial: async () => new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() }),
    });
    expect(await failure(silent.get(configMaps, key))).toMatchObject({ code: 0, reason: 'Timeout' });
  });

  test('the certificate may be for another name than the address, or for an address', async () => {
    const plane = await another('plane.example');
    plane.otherwise(json({ metadata: key }));
    const named = client({ server: plane.url, ca: plane.ca, serverName: 'plane.example' });
    expect(await named.get(configMaps, key)).toMatchObject({ metadata: key });
    server.otherwise(json({ metadata: key }));
    const numbered = client({ server: `https://localhost:${server.port}`, serverName: '127.0.0.1' });
    expect(await numbered.get(configMaps, key)).toMatchObject({ metadata: key });
    const wrong = client({ server: `https://localhost:${server.port}`, serverName: '127.0.0.2' });
    expect(await failure(wrong.get(configMaps, key))).toMatchObject({
      reason: 'TLS',
      message: 'the server certificate is for another name',
    });
  });

  test('a lookup is asked about names and about addresses', async () => {
    const asked: string[] = [];
    const gate: typeof lookup = ((
      host: string,
      options: object,
      callback: (error: Error | null, addresses: unknown) => void,
    ) => {
      asked.push(host);
      if (host === 'good.example') callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(new AddressRefused(`${host} is not allowed`), []);
    }) as unknown as typeof lookup;
    server.otherwise(json({ metadata: key }));
    for (const host of ['127.0.0.1', 'bad.example']) {
      const api = client({ server: `https://${host}:${server.port}`, lookup: gate });
      expect(await failure(api.get(configMaps, key))).toMatchObject({
        reason: 'AddressRefused',
        message: `${host} is not allowed`,
      });
    }
    const named = await another('good.example');
    named.otherwise(json({ metadata: key }));
    const good = client({ server: `https://good.example:${named.port}`, ca: named.ca, lookup: gate });
    expect(await good.get(configMaps, key)).toMatchObject({ metadata: key });
    expect(asked).toEqual(['127.0.0.1', 'bad.example', 'good.example']);
    expect(server.requests).toEqual([]);
  });

  test('a server with a foreign certificate is refused', async () => {
    const other = await another();
    const error = await failure(client({ ca: other.ca }).get(configMaps, key));
    expect(error).toMatchObject({
      code: 0,
      reason: 'TLS',
      message: 'the server certificate is not signed by the expected CA',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('deadlines', () => {
  test.each([
    ['a silent server', mute],
    ['a slow loris', slowLoris(10)],
  ])('%s is given up', async (_name, answer) => {
    server.otherwise(answer);
    const start = performance.now();
    const error = await failure(client({ timeoutMs: 100 }).get(configMaps, key));
    expect(error).toMatchObject({ code: 0, reason: 'Timeout', message: 'no answer within the deadline' });
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('the caller may give up earlier', async () => {
    server.otherwise(mute);
    const stop = new AbortController();
    const call = failure(client().get(configMaps, key, { signal: stop.signal }));
    await until(() => server.requests.length === 1);
    stop.abort(new Error('changed my mind'));
    expect(await call).toMatchObject({ code: 0, reason: 'Aborted' });
  });

  test('Retry-After is honoured on 429 and 503, within the deadline', async () => {
    const api = client({ timeoutMs: 3000 });
    server.next(
      status(429, 'TooManyRequests', { headers: { 'retry-after': '1' } }),
      status(503, 'ServiceUnavailable', { headers: { 'retry-after': '0' } }),
    );
    server.otherwise(json({ metadata: key }));
    const start = performance.now();
    await api.apply(configMaps, object, { fieldManager: 'slipway' });
    expect(performance.now() - start).toBeGreaterThan(950);
    expect(server.requests).toHaveLength(3);
  });

  test('a server that always wants to be asked later is left alone', async () => {
    server.otherwise(status(429, 'TooManyRequests', { headers: { 'retry-after': '0' } }));
    expect(await failure(client().get(configMaps, key))).toMatchObject({ code: 429, retryAfterMs: 0 });
    expect(server.requests).toHaveLength(3);
    server.otherwise(status(429, 'TooManyRequests', { headers: { 'retry-after': '3600' } }));
    expect(await failure(client().get(configMaps, key))).toMatchObject({ code: 429, retryAfterMs: 3_600_000 });
    expect(server.requests).toHaveLength(4);
  });
});

describe('credentials', () => {
  test('a token is kept, and read again once after a 401', async () => {
    let reads = 0;
    const api = client({ token: async () => `token-${(reads += 1)}\n` });
    server.otherwise(json({ metadata: key }));
    await api.get(configMaps, key);
    await api.get(configMaps, key);
    server.next(status(401, 'Unauthorized'));
    await api.get(configMaps, key);
    expect(server.headers.map((headers) => headers.authorization)).toEqual(
      ['token-1', 'token-1', 'token-1', 'token-2'].map((token) => `Bearer ${token}`),
    );
    server.otherwise(status(401, 'Unauthorized'));
    expect(await failure(api.get(configMaps, key))).toMatchObject({ code: 401, reason: 'Unauthorized' });
    expect(server.requests).toHaveLength(6);
  });

  test('the same token again is no reason to ask again', async () => {
    server.otherwise(status(401, 'Unauthorized'));
    await failure(client({ token: async () => 'same' }).get(configMaps, key));
    await failure(client({ token: 'fixed' }).get(configMaps, key));
    expect(server.requests).toHaveLength(2);
  });

  test('one that cannot be read is told without its content', async () => {
    for (const token of [
      () => Promise.reject(new Error('ENOENT /secret/path')),
      async () => 'two\nlines canary',
      async () => '',
    ]) {
      const error = await failure(client({ token }).get(configMaps, key));
      expect(error).toMatchObject({ code: 0, reason: 'CredentialUnreadable' });
      expect(error.message).not.toMatch(/canary|secret/);
    }
    expect(server.requests).toEqual([]);
  });
});

describe('errors', () => {
  test('carry the reason and the details of the Status', async () => {
    const details = {
      name: 'a',
      kind: 'configmaps',
      causes: [{ reason: 'FieldManagerConflict', message: 'conflict', field: '.data.x', more: 1 }],
      other: 'x',
    };
    server.next(status(409, 'Conflict', { message: 'Apply failed', details }));
    const error = await failure(client().apply(configMaps, object, { fieldManager: 'slipway' }));
    const causes = [{ reason: 'FieldManagerConflict', message: 'conflict', field: '.data.x' }];
    expect(error).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed',
      details: { name: 'a', kind: 'configmaps', causes },
    });
    expect(error.details).not.toHaveProperty('other');
    expect([isConflict(error), isAlreadyExists(error), isForbidden(error)]).toEqual([true, false, false]);
  });

  test('never repeat what is no Status, nor more than 1 KiB of one, nor control characters', async () => {
    server.next(
      page(500, '<html>canary</html>'),
      page(502, '{"kind":"Status"'),
      page(403, '{"message":"canary"}', { 'x-canary': 'canary' }),
    );
    for (const code of [500, 502, 403]) {
      const error = await failure(client().get(configMaps, key));
      expect(error.message).toBe(`the server answered ${code} without saying why`);
      expect(JSON.stringify(error)).not.toContain('canary');
    }
    server.next(status(403, 'Forbidden', { message: `first\u001b[31m\r${'x'.repeat(5000)}` }));
    const error = await failure(client().get(configMaps, key));
    expect(error.message).toHaveLength(1024);
    expect(error.message).toMatch(/^first {1}\[31m x+$/);
  });

  test('a 404 is absence only when it names the object', async () => {
    const api = client();
    server.next(
      status(404, 'NotFound', { details: { name: 'a', kind: 'configmaps' } }),
      status(404, 'NotFound', { details: { name: 'a', kind: 'configmaps' } }),
    );
    expect(await api.get(configMaps, key)).toBeUndefined();
    expect(await api.delete(configMaps, key)).toBe(false);
    for (const answer of [
      page(404, '404 page not found'),
      status(404, 'NotFound'),
      status(404, 'NotFound', { details: { name: 'ns', kind: 'namespaces' } }),
    ]) {
      server.next(answer, answer);
      expect(isNotFound(await failure(api.get(configMaps, key)))).toBe(true);
      expect(isNotFound(await failure(api.delete(configMaps, key)))).toBe(true);
    }
  });

  test('redirects are not followed', async () => {
    server.next(page(307, '', { location: 'https://127.0.0.1:1/elsewhere' }));
    expect(await failure(client({ token: 'canary' }).get(configMaps, key))).toMatchObject({ code: 307 });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['endless', endless],
    ['a gzip bomb', gzipBomb],
    ['no JSON', page(200, '<html>welcome</html>')],
  ])('an answer that is %s is refused', async (_name, answer) => {
    server.otherwise(answer);
    const before = process.memoryUsage().rss;
    const error = await failure(client({ timeoutMs: 20_000, limits: { maxBodyBytes: 100_000 } }).get(configMaps, key));
    expect(error.code).toBe(0);
    expect(['TooLarge', 'BadAnswer']).toContain(error.reason);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('names that would leave their place in the path are refused before anything is sent', async () => {
    for (const name of ['', '.', '..', 'a/b', 'a%2fb', 'a\nb']) {
      expect(await failure(client().get(configMaps, { namespace: 'ns', name }))).toMatchObject({
        code: 0,
        reason: 'BadRequestPath',
      });
      expect(await failure(client().get(configMaps, { namespace: name, name: 'a' }))).toMatchObject({
        code: 0,
        reason: 'BadRequestPath',
      });
    }
    expect(server.requests).toEqual([]);
    server.next(json({}));
    await client().get(clusters, { name: 'system:Admin?x=#1' });
    expect(server.requests).toEqual(['GET /apis/cluster.karmada.io/v1alpha1/clusters/system%3AAdmin%3Fx%3D%231']);
  });
});

describe('requests', () => {
  test('are what the API expects', async () => {
    const api = client();
    server.otherwise(json({ metadata: key, items: [] }));
    await api.create(configMaps, object);
    await api.apply(configMaps, object, { fieldManager: 'slipway', force: true });
    await api.apply(configMaps, object, { fieldManager: 'slipway-status', subresource: 'status', dryRun: true });
    await api.mergePatch(configMaps, key, {});
    await api.delete(configMaps, key, { uid: 'u' });
    await api.createSubresource(configMaps, key, 'token', {});
    await api.listMetadata(clusters, { labelSelector: 'a in (b,c)' });
    const path = '/api/v1/namespaces/ns/configmaps';
    expect(server.requests).toEqual([
      `POST ${path}?fieldValidation=Strict`,
      `PATCH ${path}/a?fieldManager=slipway&force=true&fieldValidation=Strict`,
      `PATCH ${path}/a/status?fieldManager=slipway-status&dryRun=All&fieldValidation=Strict`,
      `PATCH ${path}/a?fieldValidation=Strict`,
      `DELETE ${path}/a`,
      `POST ${path}/a/token`,
      'GET /apis/cluster.karmada.io/v1alpha1/clusters?limit=500&labelSelector=a%20in%20(b%2Cc)',
    ]);
    expect(server.headers.map((headers) => headers['content-type'])).toEqual([
      'application/json',
      'application/apply-patch+yaml',
      'application/apply-patch+yaml',
      'application/merge-patch+json',
      'application/json',
      'application/json',
      undefined,
    ]);
    expect(server.headers.at(-1)?.accept).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  });

  test('are measured, each try by itself', async () => {
    const seen: (string | number)[][] = [];
    const api = client({ onRequest: ({ method, code, ms }) => seen.push([method, code, ms >= 0 ? 1 : 0]) });
    server.next(status(503, 'ServiceUnavailable', { headers: { 'retry-after': '0' } }), json({}));
    await api.get(configMaps, key);
    await api.close();
    await failure(api.get(configMaps, key));
    expect(seen).toEqual([
      ['GET', 503, 1],
      ['GET', 200, 1],
      ['GET', 0, 1],
    ]);
  });
});

test('writes stop at the fence, also between two tries', async () => {
  let leading = true;
  const api = client({ fence: () => leading });
  server.otherwise((...args) => {
    leading = false;
    status(503, 'ServiceUnavailable', { headers: { 'retry-after': '0' } })(...args);
  });
  expect(await failure(api.mergePatch(configMaps, key, {}))).toMatchObject({ code: 0, reason: 'Fenced' });
  expect(await failure(api.delete(configMaps, key))).toMatchObject({ reason: 'Fenced' });
  expect(server.requests).toHaveLength(1);
  server.otherwise(json({ metadata: key }));
  expect(await api.get(configMaps, key)).toMatchObject({ metadata: key });
});

describe('lists', () => {
  const item = (name: string) => ({ metadata: { name } });
  const names = (items: readonly { metadata: { name: string } }[]) => items.map(({ metadata }) => metadata.name);

  test('come in pages', async () => {
    server.next(
      json({ metadata: { resourceVersion: '5', continue: 'next&1' }, items: [item('a')] }),
      json({ metadata: { resourceVersion: '5' }, items: [item('b')] }),
    );
    const { items, resourceVersion } = await client().listAt(clusters);
    expect([names(items), resourceVersion]).toEqual([['a', 'b'], '5']);
    expect(items[0]).toMatchObject({ apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' });
    expect(server.requests[1]).toContain('continue=next%261');
  });

  test('start afresh when a page has expired, and are never partial', async () => {
    const first = json({ metadata: { resourceVersion: '5', continue: 'x' }, items: [item('old')] });
    const gone = status(410, 'Expired');
    server.next(first, gone, json({ metadata: { resourceVersion: '9' }, items: [item('new')] }));
    expect(names(await client().list(clusters))).toEqual(['new']);
    server.next(first, gone, first, gone, first, gone, first, gone);
    expect(isGone(await failure(client().list(clusters)))).toBe(true);
  });

  test('that never end are given up', async () => {
    server.otherwise(json({ metadata: { continue: 'more' }, items: [item('x'.repeat(10_000))] }));
    const api = client({ limits: { maxListBytes: 100_000 } });
    expect(await failure(api.list(clusters))).toMatchObject({ reason: 'TooLarge' });
    expect(server.requests.length).toBeLessThan(30);
  });

  test('that are no lists are refused', async () => {
    for (const body of [{}, null, [], 'x', { items: 7 }]) {
      server.next(json(body));
      expect(await failure(client().list(clusters))).toMatchObject({ code: 0, reason: 'BadAnswer' });
    }
  });
});
