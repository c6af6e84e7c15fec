import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { issueRoot } from './issue-root.ts';
import { issueSecret, leavesOf } from './issue-secret.ts';
import type { PlaneRoot, SecretFiles } from './key-material.ts';
import { isSignedBy, readCertificate } from './read-certificate.ts';
import { rootFromFiles, rootToFiles } from './root-files.ts';
import { rootSecretName, secretLayout } from './secret-layout.ts';
import { wantedLeaves } from './wanted-leaves.ts';

const hour = 3_600_000;
const year = 365 * 24 * hour;
const now = new Date('2026-03-01T12:00:00Z');
const leaves = wantedLeaves({
  release: 'demo',
  namespace: 'demo-abcd1234',
  externalNames: ['karmada.example.com', '192.0.2.7', '2001:DB8::0001', 'localhost'],
});

let root: PlaneRoot;
let secrets: ReadonlyMap<string, SecretFiles>;
beforeAll(async () => {
  root = await issueRoot('demo-abcd1234', now);
  const options = { root, leaves, now, life: 24 * hour };
  secrets = new Map(
    await Promise.all(secretLayout('demo').map(async (spec) => [spec.name, await issueSecret(spec, options)] as const)),
  );
});

const held = (secret: string, file: string) => secrets.get(`demo-${secret}`)![file]!;

describe('authorities', () => {
  test('sign leaves only, for ten years, each under a name of its own', () => {
    const subjects = Object.values(root.authorities).map(({ certificate }) => {
      const parsed = new X509Certificate(certificate);
      expect(parsed.ca).toBe(true);
      expect(parsed.validToDate.getTime() - parsed.validFromDate.getTime()).toBe(10 * year);
      expect(createPrivateKey(root.authorities.server.privateKey).asymmetricKeyDetails).toEqual({
        namedCurve: 'prime256v1',
      });
      return parsed.subject;
    });
    expect(subjects).toEqual([
      'OU=demo-abcd1234\nCN=karmada-server-ca',
      'OU=demo-abcd1234\nCN=karmada-front-proxy-ca',
      'OU=demo-abcd1234\nCN=karmada-etcd-ca',
    ]);
  });

  test('their private keys are in one Secret alone, and that of ServiceAccounts signs no certificate', () => {
    const keys = Object.values(root.authorities).map(({ privateKey }) => privateKey);
    for (const files of secrets.values()) for (const text of Object.values(files)) expect(keys).not.toContain(text);
    expect(keys).not.toContain(root.serviceAccount.privateKey);
    expect(secrets.has(rootSecretName('demo'))).toBe(false);
  });

  test('come back from their Secret as they were', () => {
    expect(rootFromFiles(rootToFiles(root))).toEqual(root);
  });

  test('are not made up where a part of them is missing', () => {
    const files = Object.entries(rootToFiles(root));
    for (const [missing] of files)
      expect(rootFromFiles(Object.fromEntries(files.filter(([file]) => file !== missing)))).toBeUndefined();
  });
});

describe('leaves', () => {
  test('each is signed by its own authority alone, back-dated, and as old as asked', () => {
    for (const [secret, file, leaf] of certificates()) {
      const pem = secrets.get(secret)![file]!;
      const facts = readCertificate(pem)!;
      for (const [name, { certificate }] of Object.entries(root.authorities))
        expect(isSignedBy(pem, certificate)).toBe(name === leaves[leaf].authority);
      expect(now.getTime() - facts.notBefore.getTime()).toBe(hour / 2);
      expect(facts.notAfter.getTime() - facts.notBefore.getTime()).toBe(24 * hour);
      expect(facts.renewAfter.getTime() - facts.notBefore.getTime()).toBe(16 * hour);
    }
  });

  test('read back as they were wanted', () => {
    for (const [secret, file, leaf] of certificates()) {
      const { commonName, dnsNames, ipAddresses } = readCertificate(secrets.get(secret)![file]!)!;
      expect(leaves[leaf]).toMatchObject({ commonName, dnsNames, ipAddresses });
    }
  });

  test('are good for what they are meant for and nothing else', () => {
    const oids = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };
    for (const [secret, file, leaf] of certificates()) {
      const parsed = new X509Certificate(secrets.get(secret)![file]!);
      expect(parsed.ca).toBe(false);
      expect(parsed.keyUsage).toEqual(leaves[leaf].usages.map((usage) => oids[usage]));
    }
  });

  test('carry the groups that they were given', () => {
    const masters = certificates().filter(([secret, file]) =>
      new X509Certificate(secrets.get(secret)![file]!).subject.includes('O=system:masters'),
    );
    expect(masters.map(([secret]) => secret)).toEqual([
      'demo-aggregated-apiserver-pki',
      'demo-controller-manager-pki',
      'demo-scheduler-pki',
      'demo-webhook-pki',
      'demo-admin',
    ]);
  });

  test('each key fits its certificate, and no two certificates share one', () => {
    const seen = new Set<string>();
    for (const [secret, file] of certificates()) {
      const key = secrets.get(secret)![file.replace('.crt', '.key')]!;
      expect(new X509Certificate(secrets.get(secret)![file]!).checkPrivateKey(createPrivateKey(key))).toBe(true);
      seen.add(key);
    }
    expect(seen.size).toBe(Object.keys(leaves).length);
  });

  test('never live longer than a year', async () => {
    const spec = secretLayout('demo').find(({ name }) => name === 'demo-scheduler-pki')!;
    const files = await issueSecret(spec, { root, leaves, now, life: 5 * year });
    const { notBefore, notAfter } = readCertificate(files['client.crt']!)!;
    expect(notAfter.getTime() - notBefore.getTime()).toBe(year);
  });

  test('an address is one name, however it is spelled, and a name twice is there once', () => {
    expect(leaves.apiserver.ipAddresses).toEqual(['10.96.0.1', '127.0.0.1', '192.0.2.7', '2001:db8::1']);
    expect(leaves.apiserver.dnsNames.filter((name) => name === 'localhost')).toHaveLength(1);
  });

  test('no name depends on the domain of the cluster', () => {
    for (const { dnsNames } of Object.values(leaves)) expect(dnsNames.join()).not.toMatch(/\.svc\./);
  });
});

describe('over TLS', () => {
  test('a server of the plane and a client of the plane trust each other', async () => {
    expect(await handshake('admin', 'client')).toBe('system:admin');
  });

  test('a certificate of etcd’s authority is no identity at the API', async () => {
    expect(await handshake('apiserver-pki', 'etcd-client')).toBe('');
  });

  /** Who the server says that the client is; empty when it hung up instead. */
  async function handshake(secret: string, client: string): Promise<string> {
    const current = { root, leaves, now: new Date(), life: year };
    const issue = async (name: string) =>
      issueSecret(
        secretLayout('demo').find((spec) => spec.name === `demo-${name}`)!,
        current,
      );
    const [served, own] = [await issue('apiserver-pki'), await issue(secret)];
    const ca = root.authorities.server.certificate;
    const serving = { cert: served['server.crt']!, key: served['server.key']!, minVersion: 'TLSv1.3' as const };
    const server = createServer({ ...serving, ca, requestCert: true }, (socket) => {
      socket.on('error', () => undefined);
      socket.end(String(socket.getPeerCertificate().subject.CN));
    });
    server.on('tlsClientError', () => undefined);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const identity = { cert: own[`${client}.crt`]!, key: own[`${client}.key`]! };
    const servername = 'demo-apiserver.demo-abcd1234.svc';
    const socket = connect({ port, host: '127.0.0.1', ca, servername, ...identity });
    let said = '';
    socket.on('data', (data: Buffer) => (said += data.toString()));
    socket.on('error', () => undefined);
    await new Promise((done) => socket.once('close', done));
    await new Promise((done) => server.close(done));
    return said;
  }
});

describe('what cannot be read', () => {
  test.each(['', 'hello', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    '%j is no certificate',
    (text) => {
      expect(readCertificate(text)).toBeUndefined();
      expect(isSignedBy(text, root.authorities.server.certificate)).toBe(false);
      expect(isSignedBy(held('admin', 'client.crt'), text)).toBe(false);
    },
  );
});

function certificates() {
  return secretLayout('demo').flatMap((spec) => {
    const files = Object.entries(spec.files).flatMap(([file, { kind }]) => (kind === 'certificate' ? [file] : []));
    return leavesOf(spec).map((leaf, index) => [spec.name, files[index]!, leaf] as const);
  });
}
