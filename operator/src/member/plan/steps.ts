import type { Lane } from '../../steps/judge.ts';
import type { MemberAction } from './action.ts';
import type { MemberObserved } from './observed.ts';
import { accountForgotten } from './step/account-forgotten.ts';
import { accountMade } from './step/account-made.ts';
import { clusterGone } from './step/cluster-gone.ts';
import { clusterReady } from './step/cluster-ready.ts';
import { clusterRegistered } from './step/cluster-registered.ts';
import { credentialsValid } from './step/credentials-valid.ts';
import { credentialWithdrawn } from './step/credential-withdrawn.ts';
import { finalizerHeld } from './step/finalizer-held.ts';
import { finalizerReleased } from './step/finalizer-released.ts';
import { instanceUsable } from './step/instance-usable.ts';
import { memberClean } from './step/member-clean.ts';
import { preflightPassed } from './step/preflight-passed.ts';
import { specAccepted } from './step/spec-accepted.ts';

type MemberLane = Lane<MemberObserved, MemberAction>;

/** Read top to bottom: this is how a member joins. */
const join: MemberLane = {
  name: 'join',
  steps: [
    specAccepted, // nothing is touched for a spec that cannot work
    finalizerHeld, // so that nothing made below can be orphaned
    instanceUsable,
    credentialsValid,
    preflightPassed, // it answers, and it is not in this instance already
    accountMade, // our own account there; from here on the user's Secret may vanish
    clusterRegistered,
    clusterReady, // Karmada says so
  ],
  heldBy: ({ member }) =>
    member.spec.managementPolicy === 'Suspended' || member.spec.managementPolicy === 'ObserveOnly'
      ? { reason: 'Suspended', message: `managementPolicy is ${member.spec.managementPolicy}` }
      : undefined,
};

/** How it leaves. With `Retain`, Karmada must lose its credential before it learns that the Cluster is going: it deletes workloads only while it can reach them. */
const leave: MemberLane = {
  name: 'leave',
  steps: [credentialWithdrawn, clusterGone, memberClean, accountForgotten, finalizerReleased],
};

/** The instance is going: the same, but the MemberCluster stays and the plane is not asked, since it goes as a whole. */
const detach: MemberLane = {
  name: 'detach',
  steps: [credentialWithdrawn, memberClean, accountForgotten, instanceUsable],
};

export function memberLanes(observed: MemberObserved): readonly MemberLane[] {
  if (observed.deleting) return [leave];
  if (observed.instance.kind === 'present' && observed.instance.value.deleting) return [detach];
  return [join];
}
