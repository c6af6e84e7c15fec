/** What came of an action. Expected failures are values; only bugs throw. */
export type Outcome<R extends string = string> =
  | { readonly kind: 'done' }
  /** `terminal`: trying again unchanged would fail again. */
  | { readonly kind: 'failed'; readonly retry: 'transient' | 'terminal'; readonly reason: R; readonly message: string };

export const done: Outcome<never> = { kind: 'done' };

export function failed<R extends string>(retry: 'transient' | 'terminal', reason: R, message: string): Outcome<R> {
  return { kind: 'failed', retry, reason, message };
}
