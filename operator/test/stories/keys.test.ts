import { describe, expect, test } from '@jest/globals';
import { keyRing } from '../../src/adapters/pki/key-ring.ts';
import { resources } from '../../src/api/resources.ts';
import type { KeyRing, Keys, KubeApi } from '../../src/world.ts';
import { FakeApiServer } from '../fake-api-server.ts';
import { cheapKeys } from '../world/cheap-keys.ts';

const { namespaces, secrets } = resources;
const place = { hostNamespace: 'demo-aaaaaaaa', release: 'demo', id: 'aaaaaaaa', externalNames: ['demo.example.org'] };
const start = Date.parse('2026-01-01T00:00:00Z');
const hour = 3600_000;
const year = 8760 * hour;

describe.each<[string, (host: KubeApi) => Keys]>([
  ['the real key ring', keyRing],
  ['the cheap one', cheapKeys],
])('%s', (_, make) => {
  async function issued() {
    const host = new FakeApiServer();
    host.seed(namespaces, { metadata: { name: place.hostNamespace } });
    const keys = make(host);
    await keys.issue(place, { secrets: [], lifeMs: year, now: start });
    return { host, keys };
  }

  const ring = async (keys: Keys, now = start, at = place): Promise<KeyRing> => {
    const read = await keys.inspect(at, now);
    if (read.kind !== 'present') throw new Error(read.kind);
    return read.value;
  };
  const states = ({ secrets: all }: KeyRing): readonly string[] => [...new Set(all.map(({ state }) => state))];

  test('nothing, then all of it', async () => {
    const host = new FakeApiServer();
    host.seed(namespaces, { metadata: { name: place.hostNamespace } });
    const keys = make(host);
    expect(await ring(keys)).toMatchObject({ root: 'absent' });
    expect(states(await ring(keys))).toEqual(['missing']);
    expect(await keys.administrator(place)).toEqual({ kind: 'absent' });
    await keys.issue(place, { secrets: [], lifeMs: year, now: start });
    const all = await ring(keys);
    expect([all.root, states(all), typeof all.caBundle]).toEqual(['present', ['good'], 'string']);
    expect(await keys.administrator(place)).toMatchObject({ kind: 'present' });
  });

  test('due at two thirds of the life, and only what is asked for is made anew', async () => {
    const { keys } = await issued();
    expect(states(await ring(keys, start + year / 2))).toEqual(['good']);
    const later = start + year * 0.7;
    expect(states(await ring(keys, later))).toEqual(['due']);
    await keys.issue(place, { secrets: ['demo-admin'], lifeMs: year, now: later });
    const after = await ring(keys, later);
    expect(after.secrets.filter(({ state }) => state === 'good').map(({ name }) => name)).toEqual(['demo-admin']);
  });

  test('another outside name differs; the authorities stay', async () => {
    const { host, keys } = await issued();
    const authority = host.read(secrets, { namespace: place.hostNamespace, name: 'demo-ca' });
    const moved = { ...place, externalNames: ['other.example.org'] };
    const differing = (await ring(keys, start, moved)).secrets
      .filter(({ state }) => state === 'differs')
      .map(({ name }) => name);
    expect(differing).toContain('demo-apiserver-pki');
    await keys.issue(moved, { secrets: differing, lifeMs: year, now: start });
    expect(states(await ring(keys, start, moved))).toEqual(['good']);
    expect(host.read(secrets, { namespace: place.hostNamespace, name: 'demo-ca' })).toEqual(authority);
  });

  test('a Secret that is gone is missing; gone authorities are absent, spoiled ones broken', async () => {
    const { host, keys } = await issued();
    host.remove(secrets, { namespace: place.hostNamespace, name: 'demo-webhook-pki' });
    expect((await ring(keys)).secrets.filter(({ state }) => state === 'missing').map(({ name }) => name)).toEqual([
      'demo-webhook-pki',
    ]);
    host.edit(secrets, { namespace: place.hostNamespace, name: 'demo-ca' }, (secret) => (secret['data'] = {}));
    expect(await ring(keys)).toMatchObject({ root: 'broken' });
    host.remove(secrets, { namespace: place.hostNamespace, name: 'demo-ca' });
    expect(await ring(keys)).toMatchObject({ root: 'absent' });
  });

  test('a host that does not answer is unreadable', async () => {
    const { host, keys } = await issued();
    host.faults.down();
    expect(await keys.inspect(place, start)).toMatchObject({ kind: 'unreadable' });
    expect(await keys.administrator(place)).toMatchObject({ kind: 'unreadable' });
  });
});
