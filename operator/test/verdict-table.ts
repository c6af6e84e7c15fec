import { expect, test } from '@jest/globals';
import type { Verdict } from '../src/steps/verdict.ts';

type Expected = readonly [kind: Verdict<never>['kind'], reason: string, ...actions: string[]];

/** One row per variant of the facts that a step reads: what it is, the facts, and the verdict with the kinds of its actions. */
export type Rows<O> = readonly (readonly [variant: string, facts: O, expected: Expected])[];

interface Judging<O, A> {
  judge(observed: O): Verdict<A>;
}

/** A test for each row. Messages are looked at by the goldens; here only that they are whole sentences without a full stop. */
export function verdictTable<O, A extends { readonly kind: string }>(step: Judging<O, A>, rows: Rows<O>): void {
  test.each(rows)('%s', (_, facts, [kind, reason, ...actions]) => {
    const verdict = step.judge(facts);
    expect([verdict.kind, verdict.reason]).toEqual([kind, reason]);
    expect(verdict.kind === 'act' ? verdict.actions.map((action) => action.kind) : []).toEqual(actions);
    expect(verdict.message).toMatch(/^\S.*[^.\s]$/);
    expect(verdict.message).not.toMatch(/undefined|null|\[object/);
  });
}
