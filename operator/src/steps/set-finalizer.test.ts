import { expect, test } from '@jest/globals';
import { FakeApiServer } from '../../test/fake-api-server.ts';
import { resources } from '../api/resources.ts';
import type { KubeObject } from '../world.ts';
import { setFinalizer } from './set-finalizer.ts';

const { karmadaInstances } = resources;
const key = { namespace: 'team-a', name: 'demo' };

function server(finalizers: readonly string[]) {
  const host = new FakeApiServer();
  const object = host.seed<KubeObject>(karmadaInstances, { metadata: { ...key, finalizers }, spec: {} });
  return { host, object, held: () => host.read(karmadaInstances, key)?.metadata.finalizers ?? [] };
}

test.each([
  ['added beside others', ['theirs'], true, ['theirs', 'ours']],
  ['taken away, others stay', ['ours', 'theirs'], false, ['theirs']],
  ['there already', ['ours'], true, ['ours']],
  ['gone already', ['theirs'], false, ['theirs']],
])('%s', async (_, before, held, after) => {
  const { host, object, held: now } = server(before);
  expect(await setFinalizer(host, karmadaInstances, object, { finalizer: 'ours', held })).toEqual({ kind: 'done' });
  expect(now()).toEqual(after);
});

test('another object of the same name is not touched', async () => {
  const { host, object, held } = server([]);
  host.remove(karmadaInstances, key);
  host.seed(karmadaInstances, { metadata: key, spec: {} });
  await setFinalizer(host, karmadaInstances, object, { finalizer: 'ours', held: true });
  expect(held()).toEqual([]);
});
