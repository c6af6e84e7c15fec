import type { InstanceConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

/** Reasons of a KarmadaInstance whose release is installed: what answers, what is published, who joined. */
export const instanceRunningReasons = {
  PlaneReady: {
    explains: ['Ready'],
    cause: 'The plane is usable at the wanted version.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  APIServerAnswers: {
    explains: ['APIServerReady'],
    cause: "The plane's API server answers that it is ready.",
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  APIServerStarting: {
    explains: ['APIServerReady'],
    cause: "The plane's etcd or API server is starting and does not answer yet.",
    owner: 'automatic',
    remedy: 'Wait. If it lasts, the message names the Pod that does not become ready and why.',
  },
  ObjectsApplied: {
    explains: ['PlaneObjectsReady'],
    cause: 'The objects that Karmada needs within the plane stand there as wanted.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  ApplyingObjects: {
    explains: ['PlaneObjectsReady'],
    cause: 'The objects that Karmada needs within the plane are being written.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  ObjectRefused: {
    explains: ['PlaneObjectsReady'],
    cause: 'The plane refused an object that Karmada needs; the message names it and gives the answer.',
    owner: 'admin',
    remedy: 'Remove what refuses it from the plane, most often an admission webhook or policy that somebody added.',
  },
  ComponentsRunning: {
    explains: ['ComponentsReady'],
    cause: 'Every component has all its Pods ready and answers.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  ComponentsNotReady: {
    explains: ['ComponentsReady'],
    cause: 'Components have fewer ready Pods than wanted or do not answer; the message names them.',
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at the Pods of the component in the host namespace.',
  },
  RollingOut: {
    explains: ['ComponentsReady'],
    cause: 'A component replaces its Pods; the old ones serve until the new ones are ready.',
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at the Pods of the component in the host namespace.',
  },
  EndpointAnswers: {
    explains: ['EndpointReachable'],
    cause: 'The plane answers where the operator reaches it, and the address to publish is known.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  EndpointPending: {
    explains: ['EndpointReachable'],
    cause: 'The host cluster has not given the plane an address or a port yet.',
    owner: 'automatic',
    remedy:
      'Wait. If it lasts, the port of the spec may be taken or outside the range of the host cluster; the message says so.',
  },
  PublishingKubeconfig: {
    explains: ['KubeconfigPublished'],
    cause: 'The Secret with the kubeconfig is being written.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  Published: {
    explains: ['KubeconfigPublished'],
    cause: 'The Secret with the kubeconfig exists and its credentials are valid.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  SecretNameTaken: {
    explains: ['KubeconfigPublished'],
    cause: 'A Secret of the name that the kubeconfig would have exists and was not made for this instance.',
    owner: 'user',
    remedy: 'Rename or delete that Secret. The operator does not overwrite it.',
  },
  PolicyNotVerified: {
    explains: ['Isolated'],
    cause: 'The network policies stand, but nothing proves that the network plugin of the host enforces them.',
    owner: 'admin',
    remedy: 'Make sure that the network plugin of the host cluster enforces network policies.',
  },
  PolicyDisabled: {
    explains: ['Isolated'],
    cause: 'The spec sets isolation.networkPolicy to Disabled.',
    owner: 'user',
    remedy: 'Set isolation.networkPolicy to Enforce to close the namespace of the plane.',
  },
  AllMembersReady: {
    explains: ['MembersReady'],
    cause: 'Every MemberCluster of this instance is ready.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  NoMembers: {
    explains: ['MembersReady'],
    cause: 'No MemberCluster names this instance.',
    owner: 'user',
    remedy: 'Make a MemberCluster for each cluster that shall join.',
  },
  MembersJoining: {
    explains: ['MembersReady'],
    cause: 'Clusters are becoming members; the message names the first of them.',
    owner: 'automatic',
    remedy: 'Wait. Each MemberCluster tells in its conditions how far it is.',
  },
  MembersNotReady: {
    explains: ['MembersReady'],
    cause: 'Some members are not ready; the message names the first of them.',
    owner: 'user',
    remedy: 'Look at the conditions of those MemberClusters.',
  },
  RestartingControllerManager: {
    explains: ['MembersReady'],
    cause: 'Tokens of members were renewed, and Karmada up to v1.18 learns of them only when it is restarted.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  MembersRemain: {
    explains: ['MembersReady'],
    cause: 'The instance is being deleted, and members.onInstanceDeletion is Block: MemberClusters still name it.',
    owner: 'user',
    remedy: 'Delete these MemberClusters, or set members.onInstanceDeletion to Detach.',
  },
  MembersDetached: {
    explains: ['MembersReady'],
    cause: 'The instance is being deleted, and every member has left it.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  MembersDetachedByForce: {
    explains: ['MembersReady'],
    cause:
      'The instance is being deleted, and its deadline passed before every member had left; the message names them.',
    owner: 'admin',
    remedy:
      'Delete from those clusters the namespace slipway-<id> and the cluster-wide rights of the same name, where id is that of the instance.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<InstanceConditionType>>>;
