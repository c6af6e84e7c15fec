import { memberDefaults } from '../../../api/defaults.ts';
import { MemberCluster } from '../../../api/member-cluster.ts';
import { finalizers } from '../../../api/names.ts';
import { hasFinalizer } from '../../../steps/has-finalizer.ts';
import { blocked, met } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';
import type { MemberObserved } from '../observed.ts';

export const specAccepted: MemberStep = {
  condition: 'SpecAccepted',
  judge({ member, siblings, clusterName, served, account, endpointRefused }) {
    // A membership that stands needs nothing more of the namespace; while it cannot be seen, our finalizer tells that it was begun.
    const begun =
      account.kind === 'present' || (account.kind === 'unreadable' && hasFinalizer(member, finalizers.memberCluster));
    if (!served && !begun) {
      return blocked(
        'NamespaceNotServed',
        `the operator does not look after namespace "${member.metadata.namespace}"; its administrator lists it in watchNamespaces, or make instance and member elsewhere`,
      );
    }
    const shape = MemberCluster.shape.spec.safeParse(member.spec);
    if (!shape.success) {
      const [issue] = shape.error.issues;
      return blocked(
        'SpecInvalid',
        `spec.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit the schema'}`,
      );
    }
    const syncMode = member.spec.syncMode ?? memberDefaults.syncMode;
    if (syncMode !== 'Push' && member.spec.managementPolicy !== 'ObserveOnly') {
      return blocked('SyncModeNotSupported', `spec.syncMode ${syncMode} is not supported yet; set it to Push`);
    }
    const winner = siblings.find((sibling) => sibling.clusterName === clusterName && isOlder(sibling, member));
    if (winner !== undefined) {
      return blocked(
        'ClusterNameTaken',
        `spec.clusterName "${clusterName}" is used by MemberCluster "${winner.name}" of the same instance; choose another`,
      );
    }
    if (endpointRefused !== undefined)
      return blocked('AddressNotAllowed', `spec.connection.apiEndpoint: ${endpointRefused}`);
    return met('Accepted', 'the spec can be carried out');
  },
};

function isOlder(sibling: MemberObserved['siblings'][number], member: MemberObserved['member']): boolean {
  const own = member.metadata.creationTimestamp ?? '';
  return sibling.createdAt === own ? sibling.name < member.metadata.name : sibling.createdAt < own;
}
