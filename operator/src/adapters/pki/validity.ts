const minute = 60_000;
export const year = 365 * 24 * 60 * minute;

/** Clocks of hosts and members differ: a certificate that starts now is refused by whoever is behind. */
const backdate = 30 * minute;

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The whole span, back-dating included, is `life` milliseconds: a limit of one year stays one year. */
export function validity(now: Date, life: number): Validity {
  const start = now.getTime() - backdate;
  return { notBefore: new Date(start), notAfter: new Date(start + life) };
}
