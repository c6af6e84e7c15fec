import { instanceDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { deletionStart, isDeletionHeld } from '../../fleet/instance-deletion.ts';
import type { Observed } from './observed.ts';

export function deletionDeadlineMs({ spec }: Pick<KarmadaInstance, 'spec'>): number {
  return parseDuration(spec.deletion?.deadline ?? instanceDefaults.deletionDeadline) ?? 0;
}

/** ms since the epoch, to be remembered: the start of a deletion that is held moves on, so that time for an orderly end is left when it may begin. */
export function recordedStart({ instance, now }: Pick<Observed, 'instance' | 'now'>): number | undefined {
  const start = deletionStart(instance);
  if (start === undefined) return undefined;
  const from = Date.parse(start);
  return isDeletionHeld(instance) && now > from + deletionDeadlineMs(instance) / 2 ? now : from;
}

/** After it a dead member no longer holds the instance. */
export function deletionOverdue({ instance, now }: Pick<Observed, 'instance' | 'now'>): boolean {
  const since = deletionStart(instance);
  return since !== undefined && now >= Date.parse(since) + deletionDeadlineMs(instance);
}
