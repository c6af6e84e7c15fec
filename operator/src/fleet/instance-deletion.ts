import { instanceDefaults } from '../api/defaults.ts';
import type { KarmadaInstance } from '../api/karmada-instance.ts';

/** With ObserveOnly a deletion waits: a tool that prunes must not take a plane down that nobody is to touch. */
export function isDeletionHeld({ spec }: Pick<KarmadaInstance, 'spec'>): boolean {
  return spec.managementPolicy === 'ObserveOnly';
}

/** It is being deleted, and its policy does not hold that up. */
export function isGoing(instance: Pick<KarmadaInstance, 'metadata' | 'spec'>): boolean {
  return instance.metadata.deletionTimestamp !== undefined && !isDeletionHeld(instance);
}

/** The spec has the deletion wait until the last MemberCluster is gone. */
export function waitsForMembers({ spec }: Pick<KarmadaInstance, 'spec'>): boolean {
  return (spec.members?.onInstanceDeletion ?? instanceDefaults.onInstanceDeletion) === 'Block';
}

/** RFC 3339: from when on its parts may go and the deadline counts; undefined before that was written down. */
export function deletionStart(instance: KarmadaInstance): string | undefined {
  return isGoing(instance) ? instance.status?.deletion?.startedAt : undefined;
}
