/** What a step says of the world it was shown. Reasons come from the closed list of `api/conditions.ts`; messages are stable between passes. */
export type Verdict<A> =
  | { readonly kind: 'met'; readonly reason: string; readonly message: string }
  | { readonly kind: 'act'; readonly reason: string; readonly message: string; readonly actions: readonly A[] }
  | { readonly kind: 'wait'; readonly reason: string; readonly message: string; readonly afterMs: number }
  | { readonly kind: 'blocked'; readonly reason: string; readonly message: string };

/** One fact that must hold, and what to do while it does not: pure, one condition type each. */
export interface Step<O, A> {
  readonly condition: string;
  judge(observed: O): Verdict<A>;
}

export function met<A = never>(reason: string, message: string): Verdict<A> {
  return { kind: 'met', reason, message };
}

export function act<A>(reason: string, message: string, ...actions: readonly A[]): Verdict<A> {
  return { kind: 'act', reason, message, actions };
}

/** Someone else must move first; look again after `afterMs` unless an event comes earlier. */
export function wait<A = never>(reason: string, message: string, afterMs: number): Verdict<A> {
  return { kind: 'wait', reason, message, afterMs };
}

/** Nothing the operator does would help: a person must change something. */
export function blocked<A = never>(reason: string, message: string): Verdict<A> {
  return { kind: 'blocked', reason, message };
}
