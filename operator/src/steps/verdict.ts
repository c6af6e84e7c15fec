/** What a step says of the world it was shown. Reasons come from the closed list of `api/conditions.ts`; messages are stable between passes. */
export type Verdict<A, R extends string = string> =
  | { readonly kind: 'met'; readonly reason: R; readonly message: string }
  /** `upkeep`: the fact still holds, and is renewed before it no longer does. */
  | {
      readonly kind: 'act';
      readonly reason: R;
      readonly message: string;
      readonly actions: readonly A[];
      readonly upkeep: boolean;
    }
  | { readonly kind: 'wait'; readonly reason: R; readonly message: string; readonly afterMs: number }
  | { readonly kind: 'blocked'; readonly reason: R; readonly message: string };

/** One fact that must hold, and what to do while it does not: pure, one condition type `C` each, reasons `R`. */
export interface Step<O, A, C extends string = string, R extends string = string> {
  readonly condition: C;
  /** A step of removal: once it is met, the fact that its condition stands for is gone. */
  readonly undoes?: boolean;
  judge(observed: O): Verdict<A, R>;
}

export function met<R extends string>(reason: R, message: string): Verdict<never, R> {
  return { kind: 'met', reason, message };
}

export function act<A, R extends string>(reason: R, message: string, ...actions: readonly A[]): Verdict<A, R> {
  return { kind: 'act', reason, message, actions, upkeep: false };
}

/** The fact holds still, and something is done in time so that it goes on. */
export function upkeep<A, R extends string>(reason: R, message: string, ...actions: readonly A[]): Verdict<A, R> {
  return { kind: 'act', reason, message, actions, upkeep: true };
}

/** Someone else must move first; look again after `afterMs` unless an event comes earlier. */
export function wait<R extends string>(reason: R, message: string, afterMs: number): Verdict<never, R> {
  return { kind: 'wait', reason, message, afterMs };
}

/** Nothing the operator does would help: a person must change something. */
export function blocked<R extends string>(reason: R, message: string): Verdict<never, R> {
  return { kind: 'blocked', reason, message };
}
