import { memberDefaults } from '../../../api/defaults.ts';
import { blocked, met, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const specAccepted: Step<MemberObserved, MemberAction> = {
  condition: 'SpecAccepted',
  judge({ member, siblings, clusterName }) {
    const syncMode = member.spec.syncMode ?? memberDefaults.syncMode;
    if (syncMode !== 'Push') {
      return blocked('SyncModeNotSupported', `spec.syncMode ${syncMode} is not supported yet; set it to Push`);
    }
    const winner = siblings.find((sibling) => sibling.clusterName === clusterName && isOlder(sibling, member));
    if (winner !== undefined) {
      return blocked('ClusterNameTaken', `spec.clusterName "${clusterName}" is used by MemberCluster "${winner.name}" of the same instance; choose another`);
    }
    return met('Accepted', 'the spec can be carried out');
  },
};

function isOlder(sibling: MemberObserved['siblings'][number], member: MemberObserved['member']): boolean {
  const own = member.metadata.creationTimestamp ?? '';
  return sibling.createdAt === own ? sibling.name < member.metadata.name : sibling.createdAt < own;
}
