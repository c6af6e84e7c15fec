import type { MemberConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

/** Reasons of a MemberCluster that joins, is joined or leaves. */
export const memberJoinedReasons = {
  MemberReady: {
    explains: ['Ready'],
    cause: 'The cluster is a member of the plane, and the plane finds it healthy.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  Claimed: {
    explains: ['ClaimHeld'],
    cause: 'The mark of this membership stands on the cluster.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  ClaimedAndShared: {
    explains: ['ClaimHeld'],
    cause: 'The mark of this membership stands on the cluster, beside those of other instances.',
    owner: 'automatic',
    remedy: 'Nothing is to be done. What the instances propagate must not overlap.',
  },
  Claiming: {
    explains: ['ClaimHeld'],
    cause: 'The mark of this membership is being written to the cluster.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  MemberNamespaceTerminating: {
    explains: ['PreflightPassed'],
    cause: "The operator's namespace of an earlier membership is still being removed from the cluster.",
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at the finalizers of what remains in it.',
  },
  MemberNamespaceTaken: {
    explains: ['ClaimHeld'],
    cause:
      'The cluster has a namespace of the name that the operator needs there, and it was not made for this instance.',
    owner: 'admin',
    remedy: 'Find out whose namespace it is. The operator goes on when it is gone; it never takes it over.',
  },
  Joined: {
    explains: ['Joined'],
    cause: 'The Cluster stands in the plane as wanted.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  Joining: {
    explains: ['Joined'],
    cause: 'The Cluster is being written to the plane.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  ClusterRefused: {
    explains: ['Joined'],
    cause: 'The plane refused the Cluster; the message gives its answer.',
    owner: 'user',
    remedy: 'Correct the field that the message names.',
  },
  ClusterNotFound: {
    explains: ['Joined'],
    cause: 'The spec sets managementPolicy to ObserveOnly, and the plane has no Cluster of this name.',
    owner: 'user',
    remedy: 'Let the cluster join by its own means, or correct spec.clusterName.',
  },
  VersionTested: {
    explains: ['VersionSupported'],
    cause: "Karmada's version was tested with this version of Kubernetes.",
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  VersionUntested: {
    explains: ['VersionSupported'],
    cause: "The cluster's version of Kubernetes lies outside of the range that Karmada's version was tested with.",
    owner: 'user',
    remedy: 'Update the cluster. It stays a member meanwhile; what it cannot do, its Works tell.',
  },
  ClusterHealthy: {
    explains: ['ClusterReady'],
    cause: 'The plane reaches the cluster and finds it healthy.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  ClusterNotReady: {
    explains: ['ClusterReady'],
    cause: 'The plane reaches the cluster, and the cluster says that it is not healthy.',
    owner: 'user',
    remedy: 'Look at the API server of the cluster. It becomes ready by itself when it is healthy.',
  },
  ClusterNotReachable: {
    explains: ['ClusterReady'],
    cause: 'The plane cannot reach the cluster. What it had brought there runs on.',
    owner: 'user',
    remedy:
      'Look at the cluster and at the network between the host of the plane and it; connection.apiEndpoint is the address that the plane uses.',
  },
  ClusterStatusUnknown: {
    explains: ['ClusterReady'],
    cause: 'The plane has not said anything about the cluster yet, or no longer does.',
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at ComponentsReady of the instance.',
  },
  Leaving: {
    explains: ['Joined', 'ClaimHeld', 'CredentialsValid', 'SpecAccepted'],
    cause: 'The cluster is leaving the plane; status.leave tells how far it has got.',
    owner: 'automatic',
    remedy: 'Wait. After the deadline of spec.leave the operator goes on as spec.leave.onUnreachable says.',
  },
  Left: {
    explains: ['Joined', 'ClaimHeld', 'CredentialsValid', 'SpecAccepted'],
    cause: 'The membership has ended, and nothing of this part of it is left.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  WorkloadsRemain: {
    explains: ['Joined'],
    cause: 'The spec sets leave.workloads to Delete, and workloads of the plane still stand on the cluster.',
    owner: 'automatic',
    remedy: 'Wait, or set spec.leave.workloads to Retain.',
  },
  LeaveForced: {
    explains: ['Joined', 'ClaimHeld'],
    cause:
      'The cluster or the plane did not answer or refused until the deadline, so the membership ended without cleaning it up.',
    owner: 'admin',
    remedy:
      'When the cluster can be reached, delete from it the namespace and the cluster-wide rights that the message names.',
  },
  LeaveWaiting: {
    explains: ['Joined', 'ClaimHeld'],
    cause: 'The cluster or the plane did not answer until the deadline, and spec.leave.onUnreachable is Wait.',
    owner: 'user',
    remedy: 'Bring the cluster back, or set spec.leave.onUnreachable to Force.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<MemberConditionType>>>;
