/** What a reconcile wants to happen next with its key. `ms` counts from the end of the reconcile. */
export type Next =
  | { readonly kind: 'settled' }
  | { readonly kind: 'again' }
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'backoff' };
