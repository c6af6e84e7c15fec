import { describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { execa } from 'execa';
import { stringify } from 'yaml';
import {
  canary,
  certUser,
  good,
  goodCluster,
  hostileKubeconfigs,
  kubeconfig,
  tokenUser,
} from '../../../test/hostile-kubeconfigs.ts';
import { fastest } from '../../../test/fastest.ts';
import { kubeconfigGate } from './kubeconfig-gate.ts';

const withToken = { server: good.server, ca: good.ca, token: good.token };
const connectionOf = (text: string | Uint8Array, context?: string) => {
  const verdict = kubeconfigGate(text, context);
  return verdict.kind === 'accepted' ? verdict.connection : verdict;
};

describe('a kubeconfig in order', () => {
  test('with a token', () => {
    expect(connectionOf(kubeconfig())).toEqual(withToken);
  });

  test('with a certificate', () => {
    const verdict = connectionOf(kubeconfig({ user: certUser }));
    expect(verdict).toEqual({ server: good.server, ca: good.ca, cert: good.cert, key: good.key });
  });

  test('with both', () => {
    expect(connectionOf(kubeconfig({ user: { ...certUser, ...tokenUser } }))).toMatchObject({
      token: good.token,
      cert: good.cert,
    });
  });

  test('as bytes, as YAML, with a byte order mark, with comments', () => {
    const yaml = stringify(JSON.parse(kubeconfig()));
    expect(connectionOf(Buffer.from(kubeconfig()))).toEqual(withToken);
    expect(connectionOf(yaml)).toEqual(withToken);
    expect(connectionOf(`\ufeff${yaml}`)).toEqual(withToken);
    expect(connectionOf(`# made by hand\n---\n${yaml}`)).toEqual(withToken);
  });

  test('with base64 broken over lines', () => {
    const lines = goodCluster['certificate-authority-data'].replaceAll(/(.{64})/g, '$1\n');
    expect(connectionOf(kubeconfig({ cluster: { ...goodCluster, 'certificate-authority-data': lines } }))).toEqual(
      withToken,
    );
  });

  test('with several authorities, and words between them left out', () => {
    const bundle = Buffer.from(`Subject: one\n${good.ca}\nSubject: two\n${good.ca}`).toString('base64');
    const verdict = connectionOf(kubeconfig({ cluster: { ...goodCluster, 'certificate-authority-data': bundle } }));
    expect(verdict).toMatchObject({ ca: good.ca + good.ca });
    expect(() => new X509Certificate(good.ca)).not.toThrow();
  });

  test('with a TLS name', () => {
    const cluster = { ...goodCluster, 'tls-server-name': 'kubernetes.default.svc' };
    expect(connectionOf(kubeconfig({ cluster }))).toEqual({ ...withToken, tlsServerName: 'kubernetes.default.svc' });
  });

  test('with fields that say nothing: what some tools write', () => {
    const cluster = {
      ...goodCluster,
      'insecure-skip-tls-verify': false,
      'proxy-url': '',
      'certificate-authority': null,
      'disable-compression': true,
      extensions: [{ name: 'cluster_info', extension: { provider: 'minikube.sigs.k8s.io' } }],
    };
    const user = { ...tokenUser, username: '', password: '', tokenFile: null, as: '', extensions: [] };
    expect(connectionOf(kubeconfig({ cluster, user }))).toEqual(withToken);
  });

  test('without kind and version, as kubectl takes it', () => {
    expect(connectionOf(kubeconfig({ root: { kind: undefined, apiVersion: undefined } }))).toEqual(withToken);
  });

  const several = {
    contexts: [
      { name: 'c', context: { cluster: 'k', user: 'u' } },
      { name: 'other', context: { cluster: 'k', user: 'runner' } },
    ],
    users: [
      { name: 'u', user: tokenUser },
      { name: 'runner', user: { exec: { command: 'aws' } } },
    ],
  };

  test('of several contexts looks at the wanted one only', () => {
    expect(connectionOf(kubeconfig({ root: several }))).toEqual(withToken);
    expect(connectionOf(kubeconfig({ root: several }), 'c')).toEqual(withToken);
    expect(connectionOf(kubeconfig({ root: several }), 'other')).toMatchObject({
      reason: 'KubeconfigRejected',
      field: 'users[].user.exec',
    });
    expect(connectionOf(kubeconfig({ root: several }), 'third')).toEqual({
      kind: 'rejected',
      reason: 'ContextNotFound',
      field: 'contexts',
      message: 'connection.kubeconfigSecretRef.context names a context that is not in contexts; add it or name another',
    });
  });
});

describe('a hostile kubeconfig', () => {
  test('comes in many kinds', () => {
    expect(hostileKubeconfigs.length).toBeGreaterThanOrEqual(80);
    expect(new Set(hostileKubeconfigs.map(([what]) => what)).size).toBe(hostileKubeconfigs.length);
  });

  test.each(hostileKubeconfigs)('%s', (_what, text, reason, field) => {
    const verdict = kubeconfigGate(text);
    expect(fastest(() => kubeconfigGate(text))).toBeLessThan(250);
    expect(verdict).toMatchObject({ kind: 'rejected', reason, field });
    const message = verdict.kind === 'rejected' ? verdict.message : '';
    expect(message.startsWith(field === '' ? 'the kubeconfig ' : '')).toBe(true);
    expect(message).not.toContain(canary);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(256);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('gets a sentence that names the field and the remedy', () => {
    const messageOf = (user: object) => {
      const verdict = kubeconfigGate(kubeconfig({ user }));
      return verdict.kind === 'rejected' ? verdict.message : '';
    };
    expect(messageOf({ exec: { command: 'aws' } })).toBe(
      'users[].user.exec runs a program, which the operator never follows; put a token into token, or a certificate and its key into client-certificate-data and client-key-data',
    );
    expect(messageOf({ tokenFile: '/x' })).toBe(
      'users[].user.tokenFile names a file of the operator, which the operator never follows; put the token into token',
    );
    expect(messageOf({})).toBe(
      'users[].user holds no credential; give token, or client-certificate-data and client-key-data',
    );
  });

  test('is judged without a program, a file or a socket: the same in a process that may use none', async () => {
    const root = new URL('../../../../', import.meta.url);
    const script = `
      const { hostileKubeconfigs, kubeconfig } = await import('${new URL('operator/test/hostile-kubeconfigs.ts', root).href}');
      const { kubeconfigGate } = await import('${new URL('operator/src/adapters/kube/kubeconfig-gate.ts', root).href}');
      const calls = [];
      for (const [module, names] of Object.entries({ fs: ['open', 'openSync', 'readFile', 'readFileSync', 'writeFileSync'], net: ['connect', 'createConnection'], dns: ['lookup'] })) {
        const real = process.getBuiltinModule(module);
        for (const name of names) real[name] = () => { calls.push(name); throw new Error(name); };
      }
      process.getBuiltinModule('module').syncBuiltinESMExports();
      const kinds = hostileKubeconfigs.map(([, text]) => kubeconfigGate(text).kind);
      process.stdout.write(JSON.stringify({ rejected: kinds.filter((kind) => kind === 'rejected').length, accepted: kubeconfigGate(kubeconfig()).kind, calls }));`;
    const { stdout } = await execa(
      process.execPath,
      ['--permission', `--allow-fs-read=${root.pathname}*`, '--input-type=module', '--eval', script],
      { extendEnv: false },
    );
    expect(JSON.parse(stdout)).toEqual({ rejected: hostileKubeconfigs.length, accepted: 'accepted', calls: [] });
  });

  test('of any bytes is answered and never thrown at', () => {
    const seeds = hostileKubeconfigs.map(([, text]) => Buffer.from(text)).filter((bytes) => bytes.length < 8000);
    const mutated = fc
      .tuple(fc.constantFrom(...seeds), fc.nat(), fc.uint8Array({ maxLength: 6 }))
      .map(([seed, at, bytes]) => {
        const place = at % (seed.length + 1);
        return Buffer.concat([seed.subarray(0, place), bytes, seed.subarray(place + bytes.length)]);
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const verdict = kubeconfigGate(bytes);
        if (verdict.kind === 'rejected') expect(verdict.message).not.toMatch(/canary|\p{Cc}/u);
      }),
      { numRuns: 1000 },
    );
  });
});
