import { isOnlyLookedAt } from './leave.ts';
import type { MemberLane } from './member-step.ts';
import type { MemberObserved } from './observed.ts';
import { accountForgotten } from './step/account-forgotten.ts';
import { accountMade } from './step/account-made.ts';
import { accountRenewed } from './step/account-renewed.ts';
import { clusterFound } from './step/cluster-found.ts';
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
import { tokensRenewed } from './step/tokens-renewed.ts';

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
    member.spec.managementPolicy === 'Suspended'
      ? { reason: 'Suspended', message: 'managementPolicy is Suspended; changes wait until it is Full' }
      : undefined,
};

/** A Cluster that joined by other means: it is looked at, and nothing is touched. One that the operator joined leaves as any other. */
const look: MemberLane = { name: 'look', steps: [specAccepted, instanceUsable, clusterFound, clusterReady] };

/** Neither a refused spec nor a suspension may let a membership run out. */
const credentials: MemberLane = { name: 'credentials', steps: [accountRenewed, tokensRenewed] };

/** How it leaves. With `Retain`, Karmada must lose its credential before it learns that the Cluster is going: it deletes workloads only while it can reach them. */
const leave: MemberLane = {
  name: 'leave',
  steps: [credentialWithdrawn, clusterGone, memberClean, accountForgotten, finalizerReleased],
};

/** Once the Cluster is going and nothing is to be deleted through it, plane and member are tidied up side by side: each takes its namespaces' five seconds. */
const tidyUp: MemberLane = { name: 'tidyUp', steps: [memberClean] };

/** The instance is going: the same, but the MemberCluster stays. */
const detach: MemberLane = {
  name: 'detach',
  steps: [credentialWithdrawn, clusterGone, memberClean, accountForgotten, instanceUsable],
};

export function memberLanes(observed: MemberObserved): readonly MemberLane[] {
  const { deleting, instance, member } = observed;
  if (deleting) return isGoing(observed) ? [leave, tidyUp] : [leave];
  if (isOnlyLookedAt(observed)) return [look];
  if (instance.kind === 'present' && instance.value.deletedAt !== undefined) return [detach];
  if (member.spec.managementPolicy === 'ObserveOnly') return [look];
  return isJoined(observed) && stands(observed) ? [join, credentials] : [join];
}

/** Joining itself goes no further, and what it renews on its way would run out. */
function stands(observed: MemberObserved): boolean {
  return observed.member.spec.managementPolicy === 'Suspended' || specAccepted.judge(observed).kind === 'blocked';
}

function isGoing({ member, plane }: MemberObserved): boolean {
  if (plane.kind !== 'present' || member.spec.leave?.workloads === 'Delete') return false;
  return plane.value.cluster?.deleting === true && plane.value.tokenSecret === undefined;
}

function isJoined({ account, plane }: MemberObserved): boolean {
  return account.kind === 'present' && plane.kind === 'present' && plane.value.cluster !== undefined;
}
