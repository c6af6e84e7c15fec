import { expect, test } from '@jest/globals';
import { KubeError } from '../runtime/kube-error.ts';
import { judge } from './judge.ts';
import { done, failed } from './outcome.ts';
import { perform } from './perform.ts';
import { act } from './verdict.ts';

const plan = (...lanes: readonly (readonly string[])[]) =>
  judge(
    lanes.map((actions, index) => ({
      name: `l${index}`,
      steps: [{ condition: `C${index}`, judge: () => act('Go', 'go', ...actions) }],
    })),
    undefined,
  );

test('actions of a lane come in order, and end at the first that fails; other lanes go on', async () => {
  const performed = await perform(plan(['a', 'b', 'c'], ['d']), async (action) =>
    action === 'b' ? failed('transient', 'X', 'x') : done,
  );
  expect(performed.map(({ lane, action, outcome }) => [lane, action, outcome.kind])).toEqual([
    ['l0', 'a', 'done'],
    ['l0', 'b', 'failed'],
    ['l1', 'd', 'done'],
  ]);
});

test.each([
  [403, 'transient', 'Forbidden'],
  [0, 'transient', 'ActionFailed'],
  [409, 'transient', 'ActionFailed'],
  [503, 'transient', 'ActionFailed'],
  [422, 'terminal', 'ActionFailed'],
  [400, 'terminal', 'ActionFailed'],
])('an API error %d is an outcome', async (code, retry, reason) => {
  const error = new KubeError({ code, reason: 'Some', message: 'some sentence' });
  const [one] = await perform(plan(['a']), () => Promise.reject(error));
  expect(one?.outcome).toEqual({ kind: 'failed', retry, reason, message: 'some sentence' });
});

test('a bug is no outcome', async () => {
  await expect(perform(plan(['a']), () => Promise.reject(new TypeError('x is undefined')))).rejects.toThrow(TypeError);
});
