import { interruptedOperation } from './release-fact.ts';
import type { ReleaseRecord } from './release-records.ts';

export interface UnlockPlan {
  /**
   * The revision that becomes the current one; undefined when no revision ever came through.
   * Its values digest must go first: objects of the interrupted revision are on the cluster already, so its label would claim too much.
   */
  readonly current: ReleaseRecord | undefined;
  /** Records of interrupted operations, to be deleted. Their objects stay: the next upgrade or install adopts them. */
  readonly drop: readonly ReleaseRecord[];
}

/** How to free a release whose newest records, newest first, belong to operations that nobody finishes. */
export function unlockPlan(records: readonly ReleaseRecord[]): UnlockPlan {
  const settled = records.findIndex((record) => interruptedOperation(record.status) === undefined);
  const count = settled === -1 ? records.length : settled;
  const older = records.slice(count);
  return {
    // Killed between its last two writes Helm leaves no deployed revision: the superseded one is the last good one.
    current:
      older.find((record) => record.status === 'deployed') ?? older.find((record) => record.status === 'superseded'),
    drop: records.slice(0, count),
  };
}
