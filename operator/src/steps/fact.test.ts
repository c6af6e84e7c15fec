import { expect, test } from '@jest/globals';
import { KubeError } from '../runtime/kube-error.ts';
import { fact, mapFact, valueOf } from './fact.ts';

test('present, absent and unreadable are three different facts', async () => {
  expect(await fact(async () => 1)).toEqual({ kind: 'present', value: 1 });
  expect(await fact(async () => undefined)).toEqual({ kind: 'absent' });
  const unreadable = await fact(() =>
    Promise.reject(new KubeError({ code: 0, reason: 'Timeout', message: 'no answer' })),
  );
  expect(unreadable).toEqual({ kind: 'unreadable', why: 'no answer' });
  expect([valueOf(unreadable), mapFact(unreadable, String)]).toEqual([undefined, unreadable]);
});

test('a bug is none of them', async () => {
  await expect(fact(() => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
});
