import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FaultServer, json, status } from '../../test/fault-server.ts';
import { clientOptionsFromKubeConfig, clientOptionsInCluster } from './client-options.ts';
import { ClusterClient } from './cluster-client.ts';

let directory: string;
let server: FaultServer;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'slipway-options-'));
  server = await FaultServer.start();
  server.otherwise(json({}));
});

afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

const file = (name: string): string => join(directory, name);
const authorizations = (): (string | undefined)[] => server.headers.map(({ authorization }) => authorization);

describe('in a Pod', () => {
  test('the mounted token is read again when it was renewed', async () => {
    await writeFile(file('ca.crt'), server.ca);
    await writeFile(file('token'), 'first\n');
    const client = new ClusterClient(
      await clientOptionsInCluster({ host: '127.0.0.1', port: String(server.port), directory }),
    );
    await client.getPath('/version');
    await writeFile(file('token'), 'second');
    server.next(status(401, 'Unauthorized'));
    await client.getPath('/version');
    expect(authorizations()).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
    await client.close();
  });

  test('an IPv6 address gets its brackets', async () => {
    await writeFile(file('ca.crt'), 'x');
    expect(await clientOptionsInCluster({ host: 'fd00::1', port: '443', directory })).toMatchObject({
      server: 'https://[fd00::1]:443',
    });
    await expect(clientOptionsInCluster({ host: 'fd00::1', port: '443', directory: file('nowhere') })).rejects.toThrow(
      'ENOENT',
    );
  });
});

describe('from a kubeconfig', () => {
  const config = (cluster: object, user: object): string =>
    JSON.stringify({
      'current-context': 'x',
      contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
      clusters: [
        {
          name: 'x',
          cluster: {
            server: server.url,
            'certificate-authority-data': Buffer.from(server.ca).toString('base64'),
            ...cluster,
          },
        },
      ],
      users: [{ name: 'x', user }],
    });

  test('a token', async () => {
    await writeFile(file('config'), config({}, { token: 'secret' }));
    const client = new ClusterClient(await clientOptionsFromKubeConfig({ file: file('config') }));
    await client.getPath('/version');
    expect(authorizations()).toEqual(['Bearer secret']);
    await client.close();
  });

  test('a client certificate', async () => {
    const data = {
      'client-certificate-data': Buffer.from('cert').toString('base64'),
      'client-key-data': Buffer.from('key').toString('base64'),
    };
    await writeFile(file('config'), config({ 'tls-server-name': 'kubernetes' }, data));
    expect(await clientOptionsFromKubeConfig({ file: file('config') })).toEqual({
      server: server.url,
      ca: server.ca,
      cert: 'cert',
      key: 'key',
      serverName: 'kubernetes',
    });
  });

  test('what would weaken the connection is refused', async () => {
    await writeFile(file('insecure'), config({ 'insecure-skip-tls-verify': true }, {}));
    await expect(clientOptionsFromKubeConfig({ file: file('insecure') })).rejects.toThrow(
      'insecure-skip-tls-verify is not supported',
    );
    await writeFile(file('proxy'), config({ 'proxy-url': 'http://proxy' }, {}));
    await expect(clientOptionsFromKubeConfig({ file: file('proxy') })).rejects.toThrow('proxy-url is not supported');
    await writeFile(file('config'), config({}, {}));
    await expect(clientOptionsFromKubeConfig({ file: file('config'), context: 'other' })).rejects.toThrow(
      'names no current cluster',
    );
  });
});
