import type { Observed } from './observed.ts';

export const deletionDeadlineMs = 10 * 60_000;

/** After it a dead member no longer holds the instance. */
export function deletionOverdue({ instance, now }: Pick<Observed, 'instance' | 'now'>): boolean {
  const since = instance.metadata.deletionTimestamp;
  return since !== undefined && now >= Date.parse(since) + deletionDeadlineMs;
}
