import type { KarmadaInstance } from '../api/karmada-instance.ts';

/** With ObserveOnly a deletion waits: a tool that prunes must not take a plane down that nobody is to touch. */
export function isDeletionHeld({ spec }: Pick<KarmadaInstance, 'spec'>): boolean {
  return spec.managementPolicy === 'ObserveOnly';
}

/** It is being deleted, and nothing holds that up: what belongs to it may go. */
export function isGoing(instance: Pick<KarmadaInstance, 'metadata' | 'spec'>): boolean {
  return instance.metadata.deletionTimestamp !== undefined && !isDeletionHeld(instance);
}

/** RFC 3339: from when the deadline counts; undefined unless it is being deleted. */
export function deletionStart({ metadata, status }: KarmadaInstance): string | undefined {
  return metadata.deletionTimestamp && (status?.deletion?.startedAt ?? metadata.deletionTimestamp);
}
