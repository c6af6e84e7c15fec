import { expect, test } from '@jest/globals';
import type { Condition } from './conditions.ts';
import { judge } from './judge.ts';
import { tellFirst } from './tell-first.ts';
import { act, wait } from './verdict.ts';

const plan = (action: string) =>
  judge([{ name: 'l', steps: [{ condition: 'A', judge: () => act('Go', 'go', action) }] }], undefined);
const told = (status: Condition['status'], observedGeneration = 1): readonly Condition[] => [
  { type: 'A', status, reason: 'R', message: '', lastTransitionTime: 'T', observedGeneration },
];
const isSlow = (action: string) => action === 'slow';

test.each<[string, string, readonly Condition[], boolean]>([
  ['a slow action begins', 'slow', told('True'), true],
  ['a slow action begins at the very start', 'slow', [], true],
  ['a quick one', 'quick', told('True'), false],
  ['a slow one is tried again', 'slow', told('False'), false],
  ['a slow one for a new spec', 'slow', told('False', 0), true],
])('%s', (_, action, conditions, expected) =>
  expect(tellFirst(plan(action), { conditions, generation: 1 }, isSlow)).toBe(expected),
);

test('nothing is done', () => {
  const waiting = judge([{ name: 'l', steps: [{ condition: 'A', judge: () => wait('Slow', 's', 1) }] }], undefined);
  expect(tellFirst(waiting, { conditions: [], generation: 1 }, isSlow)).toBe(false);
});
