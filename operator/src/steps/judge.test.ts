import { expect, test } from '@jest/globals';
import { actionsOf, judge, type Lane } from './judge.ts';
import { act, met, wait, type Verdict } from './verdict.ts';

const step = (condition: string, verdict: Verdict<string>) => ({ condition, judge: () => verdict });
const lane = (name: string, ...steps: Lane<undefined, string>['steps']): Lane<undefined, string> => ({ name, steps });

test('the first step that is not met acts, in each lane for itself', () => {
  const plan = judge(
    [
      lane('one', step('A', met('Ok', 'ok')), step('B', act('Go', 'go', 'b')), step('C', act('Go', 'go', 'c'))),
      lane('two', step('D', act('Go', 'go', 'd'))),
    ],
    undefined,
  );
  expect(actionsOf(plan)).toEqual(['b', 'd']);
});

test('what waits lets nothing behind it act', () => {
  expect(
    actionsOf(judge([lane('one', step('A', wait('Slow', 'slow', 1)), step('B', act('Go', 'go', 'b')))], undefined)),
  ).toEqual([]);
});

test('a condition that two lanes are at is worked on once', () => {
  const shared = step('A', act('Go', 'go', 'a'));
  expect(actionsOf(judge([lane('one', shared), lane('two', shared)], undefined))).toEqual(['a']);
});

test('a held lane is judged and does nothing', () => {
  const held = {
    ...lane('one', step('A', act('Go', 'go', 'a'))),
    heldBy: () => ({ reason: 'Suspended', message: 'held' }),
  };
  const plan = judge([held, lane('two', step('A', act('Go', 'go', 'a2')))], undefined);
  expect(plan.lanes[0]).toMatchObject({ current: { condition: 'A' }, hold: { reason: 'Suspended' }, actions: [] });
  expect(actionsOf(plan)).toEqual(['a2']);
});
