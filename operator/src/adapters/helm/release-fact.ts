import { labelKeys } from './label-keys.ts';
import type { ReleaseFact, ReleaseLabels, ReleaseOperation } from './port.ts';
import type { ReleaseRecord } from './release-records.ts';

/** What the records, newest first, say; `busy`: a Helm process of ours is at work on this release. */
export function releaseFact(records: readonly ReleaseRecord[], busy: boolean): ReleaseFact {
  const [newest] = records;
  if (newest === undefined) return { kind: 'absent' };
  const { revision, status } = newest;
  const operation = interruptedOperation(status);
  if (operation !== undefined) {
    return busy
      ? { kind: 'unreadable', why: `its ${operation} is still running` }
      : { kind: 'locked', operation, revision };
  }
  if (status === 'deployed') return { kind: 'deployed', revision, ...labelsOf(newest) };
  if (status === 'uninstalled') return { kind: 'absent' };
  return {
    kind: 'failed',
    revision,
    why: `revision ${revision} is recorded as ${status}`,
    everDeployed: records.some((record) => record.status === 'deployed' || record.status === 'superseded'),
  };
}

/** The operation that a status stands for while it runs, undefined for a status that Helm leaves behind. */
export function interruptedOperation(status: string): ReleaseOperation | undefined {
  switch (status) {
    case 'pending-install':
      return 'install';
    case 'pending-upgrade':
      return 'upgrade';
    case 'pending-rollback':
      return 'rollback';
    case 'uninstalling':
      return 'uninstall';
    default:
      return undefined;
  }
}

function labelsOf({ labels }: ReleaseRecord): Partial<ReleaseLabels> {
  const stage = labels[labelKeys.stage];
  const chartDigest = labels[labelKeys.chartDigest];
  const valuesDigest = labels[labelKeys.valuesDigest];
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(chartDigest === undefined ? {} : { chartDigest }),
    ...(valuesDigest === undefined ? {} : { valuesDigest }),
  };
}
