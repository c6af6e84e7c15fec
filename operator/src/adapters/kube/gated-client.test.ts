import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority, issueLeaf, keyPem } from '../../../../e2e/cluster/pki/certificate.ts';
import type { ClusterClient } from '../../runtime/cluster-client.ts';
import { addressPolicy, closedPolicy } from './address-gate.ts';
import { gatedClient } from './gated-client.ts';
import { gatedLookup, type Resolve } from './gated-lookup.ts';
import { members } from './members.ts';
import { good, kubeconfig } from '../../../test/hostile-kubeconfigs.ts';

const authority = createAuthority('member');
const loopback = addressPolicy({ allowedCIDRs: ['127.0.0.1/32'], deniedCIDRs: [] });
let server: Server;
let port = 0;
let requests: { readonly path: string; readonly servername: unknown; readonly token: string | undefined }[] = [];
let client: ClusterClient | undefined;

beforeAll(async () => {
  const { certificate, key } = issueLeaf(authority, {
    commonName: 'member',
    hosts: ['member.example.com', '127.0.0.1'],
    usage: ['server'],
  });
  server = createServer({ cert: certificate, key: keyPem(key) }, (request, response) => {
    const servername = 'servername' in request.socket ? request.socket.servername : undefined;
    requests.push({ path: request.url ?? '', servername, token: request.headers.authorization });
    if (request.url === '/moved') response.writeHead(302, { location: `https://127.0.0.1:${port}/readyz` }).end();
    else response.end('ok');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  requests = [];
});
afterEach(async () => {
  await client?.close();
  client = undefined;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Answers with the next list at each question and counts them. */
function resolver(...answers: readonly (readonly string[])[]): Resolve & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(resolve, { asked });
}

function open(host: string, policy = loopback, resolve?: Resolve): ClusterClient {
  const connection = { server: `https://${host}:${port}`, ca: authority.certificate, token: 'secret-token' };
  client = gatedClient(connection, policy, resolve === undefined ? {} : { resolve });
  return client;
}

const refusal = (what: string) => ({
  code: 0,
  reason: 'AddressRefused',
  message: expect.stringContaining(what) as unknown,
});

describe('a connection to a name', () => {
  test('goes to the address that was judged, under the name that was asked for', async () => {
    const resolve = resolver(['127.0.0.1']);
    expect(await open('member.example.com', loopback, resolve).getPath('/readyz')).toBe('ok');
    expect(requests).toEqual([{ path: '/readyz', servername: 'member.example.com', token: 'Bearer secret-token' }]);
    expect(resolve.asked).toEqual(['member.example.com']);
  });

  test('whose answer changes after the judgement goes to the judged address all the same', async () => {
    const resolve = resolver(['127.0.0.1'], ['169.254.169.254']);
    expect(await open('member.example.com', loopback, resolve).getPath('/readyz')).toBe('ok');
    expect(resolve.asked).toHaveLength(1);
  });

  test('is judged again at each new connection', async () => {
    const resolve = resolver(['127.0.0.1'], ['10.0.0.1']);
    const member = open('member.example.com', loopback, resolve);
    expect(await member.getPath('/readyz')).toBe('ok');
    server.closeAllConnections();
    await new Promise((done) => setTimeout(done, 50));
    await expect(member.getPath('/readyz')).rejects.toMatchObject(refusal('a private address'));
    expect(resolve.asked).toHaveLength(2);
  });

  test.each([
    [['127.0.0.1', '10.0.0.1'], 'a private address'],
    [['10.0.0.1', '127.0.0.1'], 'a private address'],
    [['127.0.0.1', '::1'], 'a loopback address'],
    [['::ffff:169.254.169.254'], 'a metadata service'],
    [['169.254.169.254'], 'a metadata service'],
    [['127.0.0.2'], 'a loopback address'],
  ])('that resolves to %j is refused before anything is sent', async (addresses, what) => {
    const member = open('member.example.com', loopback, resolver(addresses));
    await expect(member.getPath('/readyz')).rejects.toMatchObject(refusal(what));
    expect(requests).toEqual([]);
  });

  test('that resolves to nothing is unreachable', async () => {
    const member = open('member.example.com', loopback, resolver([]));
    await expect(member.getPath('/readyz')).rejects.toMatchObject({ code: 0, reason: 'Unreachable' });
  });

  test('that cannot be resolved is unreachable', async () => {
    const failing: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), []);
    await expect(open('member.example.com', loopback, failing).getPath('/readyz')).rejects.toMatchObject({
      reason: 'Unreachable',
    });
  });

  test('is checked against the name of the certificate', async () => {
    const member = open('other.example.com', loopback, resolver(['127.0.0.1']));
    await expect(member.getPath('/readyz')).rejects.toMatchObject({ code: 0, reason: 'TLS' });
    expect(requests).toEqual([]);
  });
});

describe('a connection to an address', () => {
  test('that is allowed', async () => {
    expect(await open('127.0.0.1').getPath('/readyz')).toBe('ok');
  });

  test('that is closed is refused before anything is sent', async () => {
    await expect(open('127.0.0.1', closedPolicy).getPath('/readyz')).rejects.toMatchObject(
      refusal('a loopback address'),
    );
    expect(requests).toEqual([]);
  });

  test.each(['2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '127.1'])(
    'that is written as %s is refused all the same',
    async (host) => {
      await expect(open(host, closedPolicy).getPath('/readyz')).rejects.toMatchObject(refusal('a loopback address'));
      expect(requests).toEqual([]);
    },
  );
});

test('a redirect is not followed', async () => {
  await expect(open('127.0.0.1').getPath('/moved')).rejects.toMatchObject({ code: 302 });
  expect(requests.map(({ path }) => path)).toEqual(['/moved']);
});

describe('the lookup by itself', () => {
  const ask = (hostname: string, options: object, resolve: Resolve) =>
    new Promise((done) => {
      gatedLookup(loopback, resolve)(hostname, options, (error, address, family) => done({ error, address, family }));
    });

  test('gives one address to whom asks for one', async () => {
    expect(await ask('a.example', {}, resolver(['8.8.8.8', '8.8.4.4']))).toEqual({
      error: null,
      address: '8.8.8.8',
      family: 4,
    });
  });

  test('gives only the wanted family, and judges both', async () => {
    const mixed = resolver(['8.8.8.8', '2606:4700::1111']);
    expect(await ask('a.example', { family: 6 }, mixed)).toMatchObject({ address: '2606:4700::1111' });
    expect(await ask('a.example', { family: 'IPv4' }, mixed)).toMatchObject({ address: '8.8.8.8' });
    expect(await ask('a.example', { family: 4 }, resolver(['8.8.8.8', '::1']))).toMatchObject({
      error: { message: 'the name of the server resolves to a loopback address; an administrator can allow its range' },
    });
  });
});

describe('the port', () => {
  const port = members(closedPolicy);

  test('judges kubeconfigs', () => {
    expect(port.judge(kubeconfig())).toEqual({
      kind: 'accepted',
      connection: { server: good.server, ca: good.ca, token: good.token },
    });
  });

  test('refuses addresses with a sentence', () => {
    expect(port.refuseAddress('https://10.0.0.1:6443')).toBe(
      'is a private address; an administrator can allow its range',
    );
    expect(port.refuseAddress('https://member.example.com')).toBeUndefined();
  });

  test('opens only through the gate', async () => {
    const member = port.open({ server: 'https://127.0.0.1:1', ca: good.ca, token: 't' });
    await expect(member.getPath('/readyz')).rejects.toMatchObject(refusal('a loopback address'));
    await member.close();
  });
});
