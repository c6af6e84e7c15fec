import { describe, expect, test } from '@jest/globals';
import { instanceConditionTypes, memberConditionTypes } from './condition-types.ts';
import { reasonsOfInstance, reasonsOfMember } from './conditions.ts';
import type { ReasonEntry } from './reasons/reason-entry.ts';
import { patterns } from './shared/patterns.ts';

const kinds: readonly [
  string,
  Readonly<Record<string, string>>,
  Readonly<Record<string, ReasonEntry<string>>>,
  number,
][] = [
  ['KarmadaInstance', instanceConditionTypes, reasonsOfInstance, 32],
  ['MemberCluster', memberConditionTypes, reasonsOfMember, 24],
];

// These three repeat the reasons of the others.
const repeating = ['Ready', 'Reconciling', 'Stalled'];

describe.each(kinds)('%s', (_, types, reasons, room) => {
  test('all conditions fit into the status', () => expect(Object.keys(types).length).toBeLessThanOrEqual(room));

  test('every condition has a reason for being True and one for not being so', () => {
    for (const type of Object.keys(types).filter((name) => !repeating.includes(name))) {
      const own = Object.values(reasons).filter(({ explains }) => explains.includes(type));
      const good = own.filter(({ remedy }) => remedy.startsWith('Nothing is to be done.'));
      // Nothing can prove from within that a network plugin enforces a policy, so Isolated is never True.
      expect([type, good.length > 0 || type === 'Isolated', own.length > good.length]).toEqual([type, true, true]);
    }
  });

  test.each(Object.entries(reasons))('%s explains itself in whole sentences', (reason, { explains, cause, remedy }) => {
    expect(reason).toMatch(patterns.reason);
    expect(reason.length).toBeLessThanOrEqual(64);
    for (const type of explains) expect(Object.keys(types)).toContain(type);
    for (const text of [cause, remedy]) expect(text).toMatch(/^[A-Z].*[.]$/);
  });
});

test('a reason that both kinds share means the same in both', () => {
  const shared = Object.keys(reasonsOfInstance).filter((reason) => reason in reasonsOfMember);
  expect(shared).toContain('Stale');
  for (const reason of shared) {
    expect(reasonsOfInstance[reason as keyof typeof reasonsOfInstance]).toEqual(
      reasonsOfMember[reason as keyof typeof reasonsOfMember],
    );
  }
});
