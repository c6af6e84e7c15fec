import type { Hold } from '../../steps/judge.ts';
import type { InstanceReason } from '../../api/conditions.ts';
import type { InstanceLane } from './instance-step.ts';
import type { Observed } from './observed.ts';
import { apiServerReady } from './step/api-server-ready.ts';
import { certificatesReady } from './step/certificates-ready.ts';
import { componentsReady } from './step/components-ready.ts';
import { componentsRemoved } from './step/components-removed.ts';
import { deletionAllowed } from './step/deletion-allowed.ts';
import { endpointReachable } from './step/endpoint-reachable.ts';
import { finalizerHeld } from './step/finalizer-held.ts';
import { finalizerReleased } from './step/finalizer-released.ts';
import { foundationInstalled } from './step/foundation-installed.ts';
import { hostReady } from './step/host-ready.ts';
import { kubeconfigPublished } from './step/kubeconfig-published.ts';
import { membersDetached } from './step/members-detached.ts';
import { membersReady } from './step/members-ready.ts';
import { namespaceReady } from './step/namespace-ready.ts';
import { namespaceRemoved } from './step/namespace-removed.ts';
import { planeObjectsReady } from './step/plane-objects-ready.ts';
import { releaseReady } from './step/release-ready.ts';
import { releaseUpToDate } from './step/release-up-to-date.ts';
import { releaseRemoved } from './step/release-removed.ts';
import { specAccepted } from './step/spec-accepted.ts';
import { specRecorded } from './step/spec-recorded.ts';
import { summaryFresh } from './step/summary-fresh.ts';
import { tokensKnown } from './step/tokens-known.ts';
import type { ChartSettings } from './values.ts';

/** Read top to bottom: this is what the operator does. */
function lifeCycle(settings: ChartSettings): InstanceLane {
  return {
    name: 'lifeCycle',
    steps: [
      specAccepted, // nothing is touched for a spec that cannot work
      finalizerHeld, // so that nothing made below can be orphaned
      hostReady,
      namespaceReady,
      certificatesReady,
      specRecorded, // the plane is kept alive by it when a later spec cannot work
      foundationInstalled(settings), // etcd and kube-apiserver alone, once
      releaseUpToDate(settings), // a change of the spec; what was deleted or scaled away comes back
      apiServerReady,
      planeObjectsReady, // before any of Karmada's own components asks for them
      releaseReady(settings),
      componentsReady,
      endpointReachable,
      kubeconfigPublished,
    ],
    heldBy: suspended,
  };
}

/** The first start of Karmada's components: Pods take longer to start than the plane's objects take to be applied, so both begin at once. */
function firstStart(settings: ChartSettings): InstanceLane {
  return {
    name: 'firstStart',
    steps: [releaseReady(settings)],
    heldBy: suspended,
  };
}

function startsFirst({ helm, plane, acceptance }: Observed): boolean {
  return (
    helm.kind === 'deployed' &&
    helm.stage === 'Foundation' &&
    plane.kind === 'answered' &&
    acceptance.kind === 'accepted'
  );
}

/** Neither a refused spec nor a suspension may let a certificate run out. */
const credentials: InstanceLane = {
  name: 'credentials',
  steps: [
    namespaceReady, // without the operator's rights there nothing could be renewed
    certificatesReady,
    kubeconfigPublished,
  ],
  heldBy: (observed) => {
    const { helm, namespace } = observed;
    const own = namespace.kind === 'present' && namespace.value.own;
    const hold = observedOnly(observed);
    if (hold !== undefined) return hold;
    return helm.kind === 'absent' || !own ? { reason: 'Pending', message: 'there is no plane yet' } : undefined;
  },
};

const members: InstanceLane = {
  name: 'members',
  steps: [
    tokensKnown, // also while suspended: nothing of a member may run out
    membersReady,
  ],
  heldBy: observedOnly,
};
const summary: InstanceLane = { name: 'summary', steps: [summaryFresh] };

const tearDown: InstanceLane = {
  name: 'tearDown',
  steps: [
    membersDetached, // while there is still an operator's account on each member
    componentsRemoved, // but for etcd, which they need to end well
    releaseRemoved,
    namespaceRemoved, // with it the volumes
    finalizerReleased,
  ],
};

/** Somebody asks for its deletion, and the spec says to touch nothing. */
const heldDeletion: InstanceLane = { name: 'tearDown', steps: [deletionAllowed] };

export function instanceLanes(observed: Observed, settings: ChartSettings): readonly InstanceLane[] {
  if (observed.deleting) return [tearDown];
  const asked = observed.instance.metadata.deletionTimestamp !== undefined ? [heldDeletion] : [];
  return [
    ...asked,
    lifeCycle(settings),
    ...(startsFirst(observed) ? [firstStart(settings)] : []),
    credentials,
    members,
    summary,
  ];
}

function observedOnly({ instance }: Observed): Hold<InstanceReason> | undefined {
  return instance.spec.managementPolicy === 'ObserveOnly'
    ? { reason: 'ObserveOnly', message: 'managementPolicy is ObserveOnly' }
    : undefined;
}

function suspended({ instance }: Observed): Hold<InstanceReason> | undefined {
  const policy = instance.spec.managementPolicy;
  return policy === 'Suspended' || policy === 'ObserveOnly'
    ? { reason: policy, message: `managementPolicy is ${policy}; changes wait until it is Full` }
    : undefined;
}
