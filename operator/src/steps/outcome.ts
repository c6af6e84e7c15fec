/** What came of an action. Expected failures are values; only bugs throw. */
export type Outcome =
  | { readonly kind: 'done' }
  /** `terminal`: trying again unchanged would fail again. */
  | { readonly kind: 'failed'; readonly retry: 'transient' | 'terminal'; readonly reason: string; readonly message: string };

export const done: Outcome = { kind: 'done' };

export function failed(retry: 'transient' | 'terminal', reason: string, message: string): Outcome {
  return { kind: 'failed', retry, reason, message };
}
