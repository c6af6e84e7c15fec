import { expect, test } from '@jest/globals';
import { announcements } from './announce.ts';
import type { Condition } from './conditions.ts';

const condition = (type: string, status: Condition['status'], reason = 'R'): Condition => ({
  type,
  status,
  reason,
  message: 'm',
  lastTransitionTime: 'T',
});
const news = (before: readonly Condition[], after: readonly Condition[], working = false) =>
  announcements(before, after, working).map(({ type, reason, message }) => `${type} ${reason} ${message}`);

test.each<[string, readonly Condition[], readonly Condition[], boolean, readonly string[]]>([
  ['nothing new', [condition('Ready', 'True')], [condition('Ready', 'True')], false, []],
  ['another sentence is no news', [condition('Ready', 'False', 'A')], [condition('Ready', 'False', 'B')], false, []],
  [
    'Ready at last',
    [condition('Ready', 'False')],
    [condition('Ready', 'True', 'PlaneReady')],
    false,
    ['Normal PlaneReady Ready: m'],
  ],
  [
    'not Ready by our own work',
    [condition('Ready', 'True')],
    [condition('Ready', 'False', 'Updating')],
    true,
    ['Normal Updating Ready: m'],
  ],
  [
    'not Ready by itself',
    [condition('Ready', 'True')],
    [condition('Ready', 'False', 'PlaneUnreachable')],
    false,
    ['Warning PlaneUnreachable Ready: m'],
  ],
  ['the first status of all', [], [condition('Ready', 'False'), condition('A', 'Unknown')], true, []],
  ['a step is done', [condition('A', 'False')], [condition('A', 'True', 'Done')], true, ['Normal Done A: m']],
  ['a step is no longer done: Ready tells', [condition('A', 'True')], [condition('A', 'False')], false, []],
  [
    'stalled',
    [condition('Ready', 'True')],
    [condition('Ready', 'False', 'Wrong'), condition('Stalled', 'True', 'Wrong')],
    false,
    ['Warning Wrong Stalled: m'],
  ],
  [
    'stalled for another reason',
    [condition('Stalled', 'True', 'Wrong')],
    [condition('Stalled', 'True', 'Other')],
    false,
    ['Warning Other Stalled: m'],
  ],
  ['still stalled', [condition('Stalled', 'True', 'Wrong')], [condition('Stalled', 'True', 'Wrong')], false, []],
  ['work in progress', [], [condition('Reconciling', 'True')], true, []],
  [
    'a member joins',
    [condition('MembersReady', 'True')],
    [condition('MembersReady', 'False', 'MembersJoining')],
    false,
    ['Normal MembersJoining MembersReady: m'],
  ],
  [
    'it does not come to an end',
    [condition('MembersReady', 'False', 'MembersJoining')],
    [condition('MembersReady', 'False', 'MembersNotReady')],
    false,
    ['Warning MembersNotReady MembersReady: m'],
  ],
  [
    'the summary gets old',
    [condition('SummaryFresh', 'True')],
    [condition('SummaryFresh', 'False', 'Stale')],
    false,
    ['Warning Stale SummaryFresh: m'],
  ],
  [
    'something was left behind',
    [condition('ClaimHeld', 'False')],
    [condition('ClaimHeld', 'False', 'LeaveForced')],
    true,
    ['Warning LeaveForced ClaimHeld: m'],
  ],
])('%s', (...[, before, after, working, expected]) => {
  expect(news(before, after, working)).toEqual(expected);
});
