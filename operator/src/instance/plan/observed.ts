import type { KarmadaInstance, KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import type { ComponentKey } from '../../api/names.ts';
import type { ClusterFacts } from '../../fleet/read-cluster.ts';
import type { Fact, KeyRing, ReleaseFact } from '../../world.ts';
import type { Acceptance } from './accept.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** Everything one pass knows about an instance. */
export interface Observed {
  /** ms since the epoch */
  readonly now: number;
  /** ms since the epoch; since when this operator has been at work */
  readonly workingSince: number;
  readonly instance: KarmadaInstance;
  /** Its deletion was asked for and is not held up. */
  readonly deleting: boolean;
  /** The operator's administrator has it look after this namespace. */
  readonly served: boolean;
  readonly acceptance: Acceptance;
  /** What the plane is run by: the spec if it is accepted and may be carried out, else the last one that was. */
  readonly effective?: Effective;
  /** The spec that was accepted last, as it is kept beside the release. */
  readonly recorded: Fact<KarmadaInstanceSpec>;
  readonly id: string;
  readonly hostNamespace: string;
  readonly release: string;
  /** Host namespaces of an earlier instance of this name that is gone. */
  readonly former: readonly string[];
  readonly namespace: Fact<HostNamespace>;
  /** Name of the StorageClass that etcd's volume will have; absent: none is named and the host has no default. */
  readonly storageClass: Fact<string>;
  readonly endpoints: Endpoints;
  readonly keys: Fact<KeyRing>;
  readonly helm: ReleaseFact;
  readonly workloads: Fact<readonly Workload[]>;
  readonly plane: PlaneFact;
  readonly kubeconfig: Fact<PublishedKubeconfig>;
  readonly members: Fact<readonly MemberFacts[]>;
  /** Clusters whose account on the member is still kept: memberships that have not ended. */
  readonly accounts: Fact<readonly string[]>;
}

export interface Effective {
  readonly spec: KarmadaInstanceSpec;
  readonly entry: CatalogueEntry;
}

export interface HostNamespace {
  /** false: another instance's, or nobody's we know. */
  readonly own: boolean;
  readonly terminating: boolean;
  /** While it is terminating: since when, in ms since the epoch, and what the host says is left in it. */
  readonly going?: { readonly since: number; readonly remains: string };
  /** The operator's RoleBinding stands in it. */
  readonly bound: boolean;
}

export interface Endpoints {
  /** A sentence while nodes or Service cannot be read: then nothing may be concluded from what is missing below. */
  readonly unreadable?: string;
  /** https URL within the host cluster */
  readonly internal: string;
  /** https URL from outside, once all its parts are known */
  readonly external?: string;
  /** Names for the server's certificate beyond the Service's own. */
  readonly externalNames: readonly string[];
}

export interface Workload {
  readonly component: ComponentKey;
  readonly desired: number;
  readonly ready: number;
  /** Every Pod is of the newest spec and available. */
  readonly settled: boolean;
  /** Tag of its image. */
  readonly version: string;
  readonly uid: string;
  /** RFC 3339: its Pods know every token of a member that was issued until then. Of the controller manager, once it was restarted for one. */
  readonly tokensUntil?: string;
  /** ms since the epoch: it is being removed and waits for its Pods to end. */
  readonly goingSince?: number;
  /** A sentence of the host while it cannot make progress. */
  readonly trouble?: string;
}

export type PlaneFact =
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'answered'; readonly value: Plane };

export interface Plane {
  /** gitVersion of the plane's kube-apiserver */
  readonly kubernetes: string;
  /** Digest in the version marker; undefined before the in-plane objects were all applied. */
  readonly objectsDigest: string | undefined;
  readonly wantedObjectsDigest: string;
  readonly objects: Fact<WantedObjects>;
  /** Condition Available of the APIService of Karmada's Cluster kind. */
  readonly clusterAPI: 'Available' | 'Unavailable' | 'Absent';
  readonly clusters: Fact<readonly ClusterFacts[]>;
  /** Members' tokens that have replaced another one. */
  readonly renewedTokens: Fact<readonly RenewedToken[]>;
  /** Present when a count was due and complete. */
  readonly counts?: readonly ObjectCount[];
}

/** Of what Karmada needs in the plane: kinds and names. */
export interface WantedObjects {
  /** CRDs, namespaces and webhook configurations that are not there. */
  readonly absent: readonly string[];
  /** CRDs that are there, but not Established. */
  readonly pending: readonly string[];
}

/** Both RFC 3339. */
export interface RenewedToken {
  readonly issuedAt: string;
  /** Until when the token that it replaced is good. */
  readonly formerUntil: string;
}

export interface ObjectCount {
  readonly resource: string;
  readonly total: number;
}

export interface PublishedKubeconfig {
  readonly own: boolean;
  readonly digest: string;
}

export interface MemberFacts {
  readonly name: string;
  /** It is being deleted: no member that should be ready. */
  readonly leaving: boolean;
  /** It was made so lately that it need not be ready, and nobody has to act for it to become so. */
  readonly joining: boolean;
  readonly ready: boolean;
  /** What the operator made on it stands there, as far as is known. */
  readonly claimed: boolean;
}
