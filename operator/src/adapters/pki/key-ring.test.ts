import { beforeAll, describe, expect, test } from '@jest/globals';
import type { KeyPlace } from '../../world.ts';
import { issueRoot } from './issue-root.ts';
import { issueSecret } from './issue-secret.ts';
import type { SecretFiles } from './key-material.ts';
import { inspectFiles } from './key-ring.ts';
import { rootToFiles } from './root-files.ts';
import { secretLayout } from './secret-layout.ts';
import { wantedLeaves } from './wanted-leaves.ts';

const hour = 3_600_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const place: KeyPlace = {
  hostNamespace: 'demo-abcd1234',
  release: 'demo',
  id: 'abcd1234',
  externalNames: ['a.example.com'],
};

let held: ReadonlyMap<string, SecretFiles>;
beforeAll(async () => {
  held = await everySecret(place);
});

describe('the keys of a plane', () => {
  test('just issued are good, and each certificate is told of', () => {
    const ring = inspectFiles(place, held, now);
    expect(ring.root).toBe('present');
    expect(ring.caBundle).toBe(held.get('demo-ca')!['server-ca.crt']);
    expect(new Set(ring.secrets.map(({ state }) => state))).toEqual(new Set(['good']));
    expect(ring.secrets.flatMap(({ certificates }) => certificates)).toHaveLength(14);
  });

  test('are due from two thirds of their life on', () => {
    expect(statesAt(now + 15 * hour)).toEqual(['good']);
    expect(statesAt(now + 16 * hour)).toEqual(['due']);
  });

  test('differ when the plane gets another name, where that name is served', () => {
    const { secrets } = inspectFiles({ ...place, externalNames: ['b.example.com'] }, held, now);
    expect(secrets.filter(({ state }) => state !== 'good').map(({ name }) => name)).toEqual(['demo-apiserver-pki']);
  });

  test('differ where another authority signed them', async () => {
    const other = await everySecret(place);
    const mixed = new Map([...held, ['demo-scheduler-pki', other.get('demo-scheduler-pki')!]]);
    expect(stateOf(mixed, 'demo-scheduler-pki')).toBe('differs');
  });

  test('differ where a certificate cannot be read', () => {
    const files = { ...held.get('demo-webhook-pki')!, 'server.crt': 'hello' };
    expect(stateOf(new Map([...held, ['demo-webhook-pki', files]]), 'demo-webhook-pki')).toBe('differs');
  });

  test('are missing where a file or the whole Secret is', () => {
    const files = without('server.key', held.get('demo-webhook-pki')!);
    expect(stateOf(new Map([...held, ['demo-webhook-pki', files]]), 'demo-webhook-pki')).toBe('missing');
    expect(stateOf(new Map([...held].filter(([name]) => name !== 'demo-webhook-pki')), 'demo-webhook-pki')).toBe(
      'missing',
    );
  });

  test('a root that lacks a part is broken, none at all is absent', () => {
    const files = without('etcd-ca.key', held.get('demo-ca')!);
    expect(inspectFiles(place, new Map([...held, ['demo-ca', files]]), now).root).toBe('broken');
    expect(inspectFiles(place, new Map(), now).root).toBe('absent');
  });
});

async function everySecret({
  release,
  hostNamespace,
  externalNames,
}: KeyPlace): Promise<ReadonlyMap<string, SecretFiles>> {
  const root = await issueRoot(hostNamespace, new Date(now));
  const leaves = wantedLeaves({ release, namespace: hostNamespace, externalNames });
  // 24 hours from half an hour ago: two thirds are over at 15:30 from now.
  const options = { root, leaves, now: new Date(now), life: 24 * hour };
  const files = secretLayout(release).map(async (spec) => [spec.name, await issueSecret(spec, options)] as const);
  return new Map([...(await Promise.all(files)), [`${release}-ca`, rootToFiles(root)]]);
}

function statesAt(time: number): readonly string[] {
  return [...new Set(inspectFiles(place, held, time).secrets.map(({ state }) => state))];
}

function stateOf(files: ReadonlyMap<string, SecretFiles>, name: string) {
  return inspectFiles(place, files, now).secrets.find((secret) => secret.name === name)!.state;
}

function without(file: string, files: SecretFiles): SecretFiles {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== file));
}
