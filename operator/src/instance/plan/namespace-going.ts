import type { HostNamespace, Observed } from './observed.ts';

/** Longer than a namespace takes whose Pods end well. Milliseconds. */
const patienceMs = 60_000;

/** What holds a namespace up that should be gone by now, as the end of a sentence; empty before, since it changes every moment. */
export function whatRemains({ going }: HostNamespace, { now }: Pick<Observed, 'now'>): string {
  return going === undefined || going.remains === '' || now < going.since + patienceMs ? '' : `: ${going.remains}`;
}
