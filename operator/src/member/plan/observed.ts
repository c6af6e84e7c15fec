import type { MemberCluster } from '../../api/member-cluster.ts';
import type { ClusterFacts } from '../../fleet/read-cluster.ts';
import type { TokenRecord } from '../../fleet/token-record.ts';
import type { Fact, KubeconfigVerdict, MemberConnection } from '../../world.ts';

/** Everything one pass knows about a membership. */
export interface MemberObserved {
  /** ms since the epoch */
  readonly now: number;
  /** ms since the epoch; since when this operator has been at work */
  readonly workingSince: number;
  readonly member: MemberCluster;
  /** Name of the Cluster in the plane. */
  readonly clusterName: string;
  readonly deleting: boolean;
  /** The operator's administrator has it look after this namespace. */
  readonly served: boolean;
  readonly instance: Fact<InstanceSide>;
  /** Minors of Kubernetes that the plane's Karmada was tested with, e.g. 1.26 to 1.35. */
  readonly testedVersions?: VersionRange;
  /** Other MemberClusters of the same instance. */
  readonly siblings: readonly Sibling[];
  /** Why the address in spec.connection.apiEndpoint may not be dialled. */
  readonly endpointRefused?: string;
  /** What the user's Secret holds; unreadable when the operator may not read it. */
  readonly kubeconfig: Fact<UserKubeconfig>;
  /** The operator's own account on the member, kept beside the instance. Absent also where it is another MemberCluster's. */
  readonly account: Fact<MemberAccount>;
  readonly remote: RemoteFact;
  readonly plane: Fact<PlaneSide>;
}

export interface VersionRange {
  readonly min: string;
  readonly max: string;
}

export type UserKubeconfig =
  KubeconfigVerdict | { readonly kind: 'rejected'; readonly reason: 'SecretKeyMissing'; readonly message: string };

export interface InstanceSide {
  readonly uid: string;
  readonly id: string;
  readonly hostNamespace: string;
  /** RFC 3339, while it is being deleted and its members are to leave. */
  readonly deletedAt?: string;
  readonly ready: boolean;
  /** Karmada's version: the one that runs, or else the one that is wanted. */
  readonly version: string;
}

export interface Sibling {
  readonly name: string;
  readonly uid: string;
  readonly clusterName: string;
  readonly createdAt: string;
}

/** Data of the Secret `member.<cluster>` in the host namespace. */
export interface MemberAccount {
  readonly connection: MemberConnection;
  readonly clusterID: string;
  /** uid of the MemberCluster it was made for */
  readonly owner: string;
  /** RFC 3339 */
  readonly expiresAt: string;
  readonly issuedAt: string;
  /** What the plane could do on the member was taken back; the account itself goes with its namespace. */
  readonly cleaned?: true;
}

/** What the member itself answered, and through which credential it was asked. */
export type RemoteFact =
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'unreachable'; readonly via: Via; readonly reason: RemoteTrouble; readonly why: string }
  | { readonly kind: 'answered'; readonly via: Via; readonly value: Remote };

export type Via = 'account' | 'kubeconfig';

export type RemoteTrouble =
  'ClusterUnreachable' | 'AddressNotAllowed' | 'CertificateNotTrusted' | 'CredentialsRejected' | 'PermissionsMissing';

export interface Remote {
  /** uid of the kube-system namespace */
  readonly clusterID: string;
  readonly kubernetesVersion: string;
  /** The operator's namespace on the member. */
  readonly claim?: Claim;
  /** Somebody took the plane's rights on the member away. */
  readonly rightsGone?: true;
  /** Namespaces of any Slipway instance on this member, this one's included. */
  readonly claims: number;
  /** What the kubeconfig's account may not do there and joining needs, one phrase each; empty when asked through the operator's own. */
  readonly missingRights: readonly string[];
  /** Secrets that push tokens are bound to: name → uid. */
  readonly tokenSecrets: Readonly<Record<string, string>>;
}

export interface Claim {
  readonly holder: string;
  readonly holderName: string;
  readonly digest: string;
  /** RFC 3339, while the namespace is going. */
  readonly goingSince?: string;
  readonly since: string;
}

/** The plane's own records of this member. */
export interface PlaneSide {
  /** The Cluster that this MemberCluster registered; with ObserveOnly the one of its name, whoever did. */
  readonly cluster?: ClusterFacts;
  /** A Cluster of this name that somebody else registered. */
  readonly stranger?: { readonly id: string; readonly pulls?: true; readonly deleting: boolean };
  /** Annotations of the Secret with the push token; undefined also where it is another MemberCluster's. */
  readonly tokenSecret?: TokenRecord;
  /** Name of another Cluster with the same id. */
  readonly twin?: string;
  readonly works: { readonly total: number; readonly applied: number };
}
