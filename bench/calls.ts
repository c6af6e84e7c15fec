import type { Call } from './audit.ts';

const reading: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

export function isWrite({ verb }: Call): boolean {
  return !reading.has(verb);
}

/** The lease is renewed by the clock, whatever there is to do. */
export function isLease({ resource }: Call): boolean {
  return resource === 'leases';
}

export function countBy(calls: readonly Call[], key: (call: Call) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const call of calls) counts[key(call)] = (counts[key(call)] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one));
}
