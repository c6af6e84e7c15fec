export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

/** base × 2ⁿ, at most the cap, less up to a fifth by chance so that many failures do not return in step. `random` is in [0, 1). */
export function backoffMs({ baseMs, capMs }: BackoffOptions, failures: number, random: () => number): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(failures, 40));
  return full * (1 - random() / 5);
}
