import type { MemberConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

/** Reasons of a MemberCluster before it is joined: its spec, its instance, its Secret, the cluster's first answer. */
export const memberReasons = {
  SyncModeNotSupported: {
    explains: ['SpecAccepted'],
    cause:
      'The spec sets syncMode to Pull or Auto, or leaves it unset, which means Auto; this operator carries out Push only.',
    owner: 'user',
    remedy: 'Set spec.syncMode to Push and name a Secret in connection.kubeconfigSecretRef.',
  },
  InstanceNotFound: {
    explains: ['Joined'],
    cause: 'The namespace has no KarmadaInstance of the name in spec.instanceRef.',
    owner: 'user',
    remedy: 'Make the instance, or make a MemberCluster that names an instance of the same namespace.',
  },
  InstanceNotReady: {
    explains: ['Joined'],
    cause: 'The instance exists and is not ready to take members yet.',
    owner: 'automatic',
    remedy: 'Wait until the instance is ready; joining goes on by itself.',
  },
  InstanceDeleted: {
    explains: ['Joined'],
    cause:
      'The instance was deleted, and the cluster has left it. Its workloads stay as spec.leave says; what the operator could not remove, status.leave names.',
    owner: 'user',
    remedy: 'Delete this MemberCluster, or make the instance anew and the cluster joins it.',
  },
  ClusterNameTaken: {
    explains: ['SpecAccepted', 'PreflightPassed'],
    cause:
      'The name is used by another MemberCluster, or the plane has another cluster under it, or one whose agent joined it in Pull mode.',
    owner: 'user',
    remedy: 'Make a MemberCluster with another clusterName, or let the other one leave first.',
  },
  SecretNotFound: {
    explains: ['CredentialsValid'],
    cause: 'The namespace has no Secret of the name in connection.kubeconfigSecretRef.',
    owner: 'user',
    remedy: 'Make the Secret with a kubeconfig under the key value or kubeconfig.',
  },
  SecretKeyMissing: {
    explains: ['CredentialsValid'],
    cause: 'The Secret has no data under the key that is wanted.',
    owner: 'user',
    remedy: 'Put the kubeconfig under the key value or kubeconfig, or name its key in connection.kubeconfigSecretRef.',
  },
  KubeconfigMalformed: {
    explains: ['CredentialsValid'],
    cause: 'The Secret holds something that cannot be read as a kubeconfig; the message says where.',
    owner: 'user',
    remedy: 'Replace it with a kubeconfig, as printed by kubectl config view --flatten --minify --raw.',
  },
  KubeconfigRejected: {
    explains: ['CredentialsValid'],
    cause:
      'The kubeconfig holds a field that the operator never follows, such as exec, auth-provider, a path of a file, a proxy or insecure-skip-tls-verify; the message names it.',
    owner: 'user',
    remedy: 'Write a kubeconfig with an inline authority and an inline token or client certificate.',
  },
  ContextNotFound: {
    explains: ['CredentialsValid'],
    cause: 'The kubeconfig has no context of the wanted name, or the context names a cluster or user that is missing.',
    owner: 'user',
    remedy:
      'Set connection.kubeconfigSecretRef.context to one of the contexts of the kubeconfig, or correct the kubeconfig.',
  },
  AddressNotAllowed: {
    explains: ['SpecAccepted', 'CredentialsValid', 'PreflightPassed'],
    cause: 'The address of the cluster lies in a range that the operator may not call, or is none over https.',
    owner: 'admin',
    remedy:
      "Use an address that is allowed, or let an administrator add the range to the operator's list of allowed ranges.",
  },
  CredentialsRejected: {
    explains: ['CredentialsValid', 'PreflightPassed'],
    cause: 'The cluster refuses the credentials of the Secret and the operator has none of its own left.',
    owner: 'user',
    remedy: 'Put a kubeconfig with valid credentials into the Secret.',
  },
  CredentialsAccepted: {
    explains: ['CredentialsValid'],
    cause: "The operator's credentials on the cluster are valid.",
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  IssuingCredentials: {
    explains: ['CredentialsValid', 'ClaimHeld', 'Joined'],
    cause: "The operator's own account on the cluster, or its token, is being made or renewed.",
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  ClusterUnreachable: {
    explains: ['PreflightPassed'],
    cause: 'The API server of the cluster does not answer the operator.',
    owner: 'user',
    remedy:
      'Look at the cluster, at its address in the kubeconfig and at the network between. The operator goes on by itself when it answers.',
  },
  CertificateNotTrusted: {
    explains: ['PreflightPassed'],
    cause:
      'The certificate of the cluster is not signed by the authority in the kubeconfig or does not fit the address.',
    owner: 'user',
    remedy: 'Correct certificate-authority-data or the address in the kubeconfig.',
  },
  PermissionsMissing: {
    explains: ['CredentialsValid', 'PreflightPassed', 'ClaimHeld', 'Joined'],
    cause:
      "The account of the kubeconfig, or the operator's own that was made with it, lacks rights on the cluster that joining or leaving needs; the message names them.",
    owner: 'user',
    remedy:
      'Put a kubeconfig of an account into the Secret that may manage namespaces, ServiceAccounts and cluster-wide rights on the cluster, e.g. of cluster-admin.',
  },
  ClusterAlreadyJoined: {
    explains: ['PreflightPassed', 'ClaimHeld'],
    cause: 'The same cluster is a member of this instance already, under the name in the message.',
    owner: 'user',
    remedy: 'Delete one of the two MemberClusters. A cluster may join several instances, but each only once.',
  },
  ClusterReplaced: {
    explains: ['PreflightPassed'],
    cause: 'Another cluster answers under the address than the one that joined.',
    owner: 'user',
    remedy: 'Correct the kubeconfig, or delete this MemberCluster and make one for the new cluster.',
  },
  PreflightSucceeded: {
    explains: ['PreflightPassed'],
    cause: 'The cluster answers and grants what joining needs.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<MemberConditionType>>>;
