/** ms since the epoch → RFC 3339 in whole seconds, as metav1.Time; what cannot be written so becomes the nearest that can. */
export function timestamp(ms: number): string {
  const known = Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), lastMs);
  return `${new Date(known).toISOString().slice(0, 19)}Z`;
}

const lastMs = Date.parse('9999-12-31T23:59:59Z');
