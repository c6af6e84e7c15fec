/** The ports: everything the operator can see or touch, as types only. Adapters implement them; `main.ts` puts them together. */

/** What a read brought: absent is proven, unreadable is not absent. */
export type Fact<T> =
  | { readonly kind: 'present'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly why: string };

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
}

/** A kind of object as the API serves it, e.g. `{ group: 'apps', version: 'v1', plural: 'deployments' }`; group '' is the core group. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface ObjectKey {
  readonly namespace?: string;
  readonly name: string;
}

export interface ListOptions {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface ApplyOptions extends CallOptions {
  readonly fieldManager: string;
  readonly force?: boolean;
  readonly subresource?: 'status';
  readonly dryRun?: boolean;
}

export interface DeleteOptions extends CallOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan';
  readonly gracePeriodSeconds?: number;
}

/**
 * One cluster's API as the operator uses it: raw JSON in and out, a deadline on every call.
 * Unless said otherwise every method rejects with a KubeError (`code`: HTTP status or 0 when there was no answer; `reason`: the API's reason).
 */
export interface KubeApi {
  /** Resolves to undefined only on a 404 that names the object. */
  get<T extends KubeObject>(resource: Resource, key: ObjectKey, options?: CallOptions): Promise<T | undefined>;
  /** Whole list, read in pages. */
  list<T extends KubeObject>(resource: Resource, options?: ListOptions): Promise<readonly T[]>;
  /** Metadata only: bodies never enter the process. */
  listMetadata(resource: Resource, options?: ListOptions): Promise<readonly KubeObject[]>;
  create<T extends KubeObject>(resource: Resource, object: KubeObject, options?: CallOptions): Promise<T>;
  /** Server-side apply. */
  apply<T extends KubeObject>(resource: Resource, object: KubeObject, options: ApplyOptions): Promise<T>;
  /** JSON merge patch (RFC 7386). */
  mergePatch<T extends KubeObject>(
    resource: Resource,
    key: ObjectKey,
    patch: object,
    options?: CallOptions,
  ): Promise<T>;
  /** false when it was gone already. */
  delete(resource: Resource, key: ObjectKey, options?: DeleteOptions): Promise<boolean>;
  /** POST to a subresource, e.g. `token` of a ServiceAccount. */
  createSubresource<T>(
    resource: Resource,
    key: ObjectKey,
    subresource: string,
    body: object,
    options?: CallOptions,
  ): Promise<T>;
  /** GET of a path that is no object: `/readyz`, `/version`. The body as text. */
  getPath(path: string, options?: CallOptions): Promise<string>;
}

/** What a member is reached with: inline material only, rebuilt from an untrusted kubeconfig by the gate. PEM as text. */
export interface MemberConnection {
  readonly server: string;
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
  readonly token?: string;
  readonly tlsServerName?: string;
}

export type KubeconfigVerdict =
  | { readonly kind: 'accepted'; readonly connection: MemberConnection }
  | {
      readonly kind: 'rejected';
      readonly reason: 'KubeconfigMalformed' | 'KubeconfigRejected' | 'ContextNotFound' | 'AddressNotAllowed';
      readonly message: string;
    };

export interface Members {
  /** Judges an untrusted kubeconfig without running, opening or dialling anything. */
  judge(kubeconfig: string, context?: string): KubeconfigVerdict;
  /** A sentence when `url` may not be an address of a member (not https, or a literal address the administrator did not allow). */
  refuseAddress(url: string): string | undefined;
  /** Calls reject with reason `AddressRefused` when a name resolves to a forbidden address. The caller closes it. */
  open(connection: MemberConnection): ClosableKubeApi;
}

export interface ClosableKubeApi extends KubeApi {
  close(): Promise<void>;
}

export interface PlaneRef {
  readonly hostNamespace: string;
  readonly release: string;
}

/** One control plane as its administrator sees it. */
export interface Planes {
  /** absent: its administrator Secret does not exist (yet). The client is kept and shared; do not close it. */
  open(ref: PlaneRef): Promise<Fact<KubeApi>>;
  /** Tells of changes of the plane's Cluster objects until `forget`; safe to call often. */
  watchClusters(ref: PlaneRef, onChange: (cluster: string) => void): void;
  forget(ref: PlaneRef): Promise<void>;
}

/** The keys of one plane, Secret by Secret. */
export interface KeyRing {
  /** false: there are no authorities; undefined parts of them are `broken`. */
  readonly root: 'present' | 'absent' | 'broken';
  /** PEM of the authority that signs the plane's serving certificates. */
  readonly caBundle?: string;
  readonly secrets: readonly KeySecret[];
}

export interface KeySecret {
  readonly name: string;
  /** `differs`: it names other hosts than it should, or another authority signed it. */
  readonly state: 'good' | 'missing' | 'differs' | 'due';
  readonly certificates: readonly KeyCertificate[];
}

export interface KeyCertificate {
  readonly name: string;
  /** RFC 3339 */
  readonly notAfter: string;
  readonly renewAfter: string;
  readonly fingerprint: string;
}

export interface KeyPlace {
  readonly hostNamespace: string;
  readonly release: string;
  readonly id: string;
  readonly externalNames: readonly string[];
}

export interface Keys {
  inspect(place: KeyPlace, now: number): Promise<Fact<KeyRing>>;
  /** Makes the authorities if there are none, then the named Secrets. */
  issue(
    place: KeyPlace,
    wanted: { readonly secrets: readonly string[]; readonly lifeMs: number; readonly now: number },
  ): Promise<void>;
  /** PEM of the administrator's certificate and key, and of the authority of the plane. */
  administrator(
    place: Pick<KeyPlace, 'hostNamespace' | 'release'>,
  ): Promise<Fact<{ readonly ca: string; readonly certificate: string; readonly key: string }>>;
}

export type { DesiredRelease, ReleaseFact, Releases } from './adapters/helm/port.ts';
