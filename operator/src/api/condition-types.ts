/** The conditions of a KarmadaInstance, in the order in which they come true, each with what it says while it is True. */
export const instanceConditionTypes = {
  Ready: 'The plane is usable at the wanted version. Members do not count; MembersReady tells of them.',
  Reconciling: 'The operator is changing something. It stands here only while it is True.',
  Stalled: 'Nothing will change until somebody acts. It stands here only while it is True.',
  SpecAccepted: 'The spec can be carried out.',
  HostReady: 'The host cluster answers and has what the plane needs.',
  NamespaceReady: "The plane's namespace on the host exists and belongs to this instance.",
  CertificatesReady: "The plane's authorities and certificates exist and none is about to run out.",
  ReleaseReady: 'The Helm release is installed with the wanted chart and values.',
  APIServerReady: "The plane's API server answers that it is ready.",
  PlaneObjectsReady: 'The objects that Karmada needs within the plane stand there as wanted.',
  ComponentsReady: 'Every component has all its Pods ready and answers at the wanted version.',
  EndpointReachable:
    'The plane answers where the operator reaches it, and the address to publish is known. Whether users reach that address, only they can see.',
  KubeconfigPublished: 'The Secret with the kubeconfig exists and its credentials are valid.',
  Isolated: "Network policies around the plane's namespace are in force.",
  MembersReady: 'Every MemberCluster of this instance is ready.',
  SummaryFresh: 'The summary is as recent as it should be.',
} as const;

/** The conditions of a MemberCluster, likewise. */
export const memberConditionTypes = {
  Ready: 'The cluster is a member of the plane, and the plane finds it healthy.',
  Reconciling: 'The operator is changing something. It stands here only while it is True.',
  Stalled: 'Nothing will change until somebody acts. It stands here only while it is True.',
  SpecAccepted: 'The spec can be carried out.',
  CredentialsValid:
    "The operator's own credentials on the cluster are valid, or those of the Secret are until it has its own.",
  PreflightPassed: 'The cluster answers, grants what joining needs and is the cluster that is meant.',
  ClaimHeld: 'This membership has marked the cluster as used by it.',
  Joined: 'The Cluster stands in the plane as wanted.',
  ClusterReady: 'The plane reaches the cluster and finds it healthy.',
  VersionSupported: "Karmada was tested with the cluster's version of Kubernetes. Ready does not depend on it.",
  SummaryFresh: 'The summary is as recent as it should be.',
} as const;

export type InstanceConditionType = keyof typeof instanceConditionTypes;
export type MemberConditionType = keyof typeof memberConditionTypes;
