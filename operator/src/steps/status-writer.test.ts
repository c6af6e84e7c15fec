import { beforeEach, expect, test } from '@jest/globals';
import { FakeApiServer } from '../../test/fake-api-server.ts';
import { resources } from '../api/resources.ts';
import { KubeError } from '../runtime/kube-error.ts';
import type { KubeObject } from '../world.ts';
import { statusWriter } from './status-writer.ts';

const { karmadaInstances } = resources;
const key = { namespace: 'team-a', name: 'demo' };
const stored = (status: object) => ({ metadata: key, spec: {}, status });

let host: FakeApiServer;
beforeEach(() => {
  host = new FakeApiServer();
});

test('what is stored already is not written, in whatever order its lists came back', async () => {
  const object = host.seed<KubeObject>(
    karmadaInstances,
    stored({ id: 'a', conditions: [{ type: 'B' }, { type: 'A', reason: 'R' }] }),
  );
  await statusWriter(
    host,
    karmadaInstances,
    object,
  )({ conditions: [{ reason: 'R', type: 'A' }, { type: 'B' }], id: 'a', more: undefined });
  expect(host.writes).toEqual([]);
});

test('what was written in this pass is not written again', async () => {
  const write = statusWriter(host, karmadaInstances, host.seed<KubeObject>(karmadaInstances, stored({})));
  await write({ id: 'a' });
  await write({ id: 'a' });
  await write({ id: 'b' });
  expect(host.writes.map(({ subresource, manager }) => [subresource, manager])).toEqual([
    ['status', 'slipway-status'],
    ['status', 'slipway-status'],
  ]);
});

test('an object that went is let go; another of its name is never written to', async () => {
  const object = host.seed<KubeObject>(karmadaInstances, stored({}));
  const write = statusWriter(host, karmadaInstances, object);
  host.remove(karmadaInstances, key);
  await write({ id: 'a' });
  host.seed(karmadaInstances, stored({}));
  await write({ id: 'a' }).catch(() => undefined);
  expect(host.read<KubeObject & { status?: object }>(karmadaInstances, key)?.status).toEqual({});
});

test('anything else is told', async () => {
  const write = statusWriter(host, karmadaInstances, host.seed<KubeObject>(karmadaInstances, stored({})));
  host.failNext({ verb: 'apply' }, new KubeError({ code: 503, reason: 'ServiceUnavailable', message: 'later' }));
  await expect(write({ id: 'a' })).rejects.toThrow('later');
});
