import { expect, test } from '@jest/globals';
import { judge, type Lane } from './judge.ts';
import { next } from './next.ts';
import { done, failed } from './outcome.ts';
import { act, blocked, met, wait, type Verdict } from './verdict.ts';

const hold = { heldBy: () => ({ reason: 'Suspended', message: 'held' }) };
const plan = (...verdicts: readonly (readonly [Verdict<string>, Partial<Lane<undefined, string>>?])[]) =>
  judge(
    verdicts.map(([verdict, more], index) => ({
      name: `l${index}`,
      steps: [{ condition: `C${index}`, judge: () => verdict }],
      ...more,
    })),
    undefined,
  );

test.each([
  ['all met: the slow net', plan([met('Ok', 'ok')]), [], { kind: 'after', ms: 60_000 }],
  ['acted well: again', plan([act('Go', 'go', 'a')]), [done], { kind: 'again' }],
  [
    'one of two failed: back off',
    plan([act('Go', 'go', 'a')]),
    [done, failed('transient', 'X', 'x')],
    { kind: 'backoff' },
  ],
  ['the shortest wait', plan([wait('A', 'a', 5_000)], [wait('B', 'b', 300)]), [], { kind: 'after', ms: 300 }],
  ['blocked: looked at now and then', plan([blocked('A', 'a')]), [], { kind: 'after', ms: 30_000 }],
  [
    'a held lane hurries nobody',
    plan([wait('A', 'a', 300), hold], [blocked('B', 'b'), hold]),
    [],
    { kind: 'after', ms: 60_000 },
  ],
])('%s', (_, decided, outcomes, expected) => expect(next(decided, outcomes, 60_000)).toEqual(expected));
