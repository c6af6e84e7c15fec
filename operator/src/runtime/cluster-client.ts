import { Caller, type Call, type CallerOptions } from './caller.ts';
import type { Reach } from './connector.ts';
import { KubeError } from './kube-error.ts';
import { collectionPath, objectPath } from './kube-path.ts';
import type {
  ApplyOptions,
  CallOptions,
  DeleteOptions,
  KubeObject,
  ListOptions,
  ObjectKey,
  Resource,
  VersionedList,
  WatchEvent,
  WatchOptions,
} from './kube-types.ts';
import { pagedList } from './paged-list.ts';
import { TokenSource, type Token } from './token-source.ts';
import { Transport } from './transport.ts';
import { trustedJson } from './trusted-json.ts';
import { watch } from './watch.ts';

export interface ClusterClientOptions extends Reach {
  readonly token?: Token;
  /** Deadline of each call, retries included. Default 10 s. */
  readonly timeoutMs?: number;
  readonly userAgent?: string;
  /** Sockets for calls; watches have their own. Default 16. */
  readonly maxSockets?: number;
  readonly limits?: Partial<ClientLimits>;
  readonly onRequest?: CallerOptions['onRequest'];
  /** Asked in the moment in which a write is sent; false rejects it with KubeError `Fenced`. `LeaderElection.isLeader` is one. */
  readonly fence?: () => boolean;
}

export interface ClientLimits {
  /** One answer. Default 10 MB. */
  readonly maxBodyBytes: number;
  /** One event of a watch. Default 1.5 MB, the largest object that etcd takes. */
  readonly maxWatchLine: number;
  /** All pages of a list. Default 64 MB. */
  readonly maxListBytes: number;
}

const defaultLimits: ClientLimits = { maxBodyBytes: 10_000_000, maxWatchLine: 1_500_000, maxListBytes: 64_000_000 };

/** One cluster's API: raw JSON over kept-alive connections, a deadline on every call. Every failure is a KubeError. */
export class ClusterClient {
  readonly #transport: Transport;
  readonly #caller: Caller;
  readonly #limits: ClientLimits;

  constructor(options: ClusterClientOptions) {
    const timeoutMs = options.timeoutMs ?? 10_000;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#transport = new Transport(options, {
      timeoutMs,
      maxSockets: options.maxSockets ?? 16,
      fence: options.fence ?? (() => true),
    });
    this.#caller = new Caller(this.#transport, new TokenSource(options.token), {
      timeoutMs,
      maxBodyBytes: this.#limits.maxBodyBytes,
      userAgent: options.userAgent ?? 'slipway',
      onRequest: options.onRequest ?? (() => undefined),
    });
  }

  /** Resolves to undefined only on a 404 that names the object; a missing kind rejects. */
  async get<T extends KubeObject>(
    resource: Resource,
    key: ObjectKey,
    options: CallOptions = {},
  ): Promise<T | undefined> {
    try {
      return await this.#json<T>({ method: 'GET', path: objectPath(resource, key), signal: options.signal });
    } catch (error) {
      if (isAbsent(error, resource, key)) return undefined;
      throw error;
    }
  }

  async list<T extends KubeObject>(resource: Resource, options: ListOptions = {}): Promise<readonly T[]> {
    return (await this.listAt<T>(resource, options)).items;
  }

  /** The list together with the resourceVersion from which a watch may go on. */
  listAt<T extends KubeObject>(
    resource: Resource,
    options: ListOptions & { readonly metadataOnly?: boolean } = {},
  ): Promise<VersionedList<T>> {
    return pagedList<T>(this.#caller, resource, {
      metadataOnly: false,
      ...options,
      maxListBytes: this.#limits.maxListBytes,
    });
  }

  async listMetadata(resource: Resource, options: ListOptions = {}): Promise<readonly KubeObject[]> {
    return (await this.listAt(resource, { ...options, metadataOnly: true })).items;
  }

  /** Events until the server ends the watch; see `watch.ts` for the errors. Leaving the loop closes the connection. */
  watch<T extends KubeObject>(resource: Resource, options: WatchOptions): AsyncGenerator<WatchEvent<T>, void> {
    return watch<T>(this.#caller, resource, { ...options, maxLineBytes: this.#limits.maxWatchLine });
  }

  create<T extends KubeObject>(resource: Resource, object: KubeObject, options: CallOptions = {}): Promise<T> {
    const path = collectionPath(resource, namespaceOf(resource, object), { fieldValidation: 'Strict' });
    return this.#json<T>({ method: 'POST', path, body: JSON.stringify(object), signal: options.signal });
  }

  /** Server-side apply: what `fieldManager` no longer names, and nobody else owns, is removed. */
  apply<T extends KubeObject>(resource: Resource, object: KubeObject, options: ApplyOptions): Promise<T> {
    const { subresource, fieldManager, force, dryRun } = options;
    const query = { fieldManager, force, dryRun: dryRun ? 'All' : undefined, fieldValidation: 'Strict' };
    return this.#json<T>({
      method: 'PATCH',
      path: objectPath(resource, object.metadata, { subresource, query }),
      contentType: 'application/apply-patch+yaml',
      body: JSON.stringify(object),
      signal: options.signal,
    });
  }

  /** JSON merge patch (RFC 7386): null removes a key, a list replaces the list. */
  mergePatch<T extends KubeObject>(
    resource: Resource,
    key: ObjectKey,
    patch: object,
    options: CallOptions = {},
  ): Promise<T> {
    return this.#json<T>({
      method: 'PATCH',
      path: objectPath(resource, key, { query: { fieldValidation: 'Strict' } }),
      contentType: 'application/merge-patch+json',
      body: JSON.stringify(patch),
      signal: options.signal,
    });
  }

  /** Resolves to false when the object was gone already. A precondition that does not hold rejects with 409. */
  async delete(resource: Resource, key: ObjectKey, options: DeleteOptions = {}): Promise<boolean> {
    const { uid, resourceVersion, propagation, gracePeriodSeconds, signal } = options;
    const preconditions = uid === undefined && resourceVersion === undefined ? undefined : { uid, resourceVersion };
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions,
      propagationPolicy: propagation,
      gracePeriodSeconds,
    };
    try {
      await this.#caller.text({
        method: 'DELETE',
        path: objectPath(resource, key),
        body: JSON.stringify(body),
        signal,
      });
      return true;
    } catch (error) {
      if (isAbsent(error, resource, key)) return false;
      throw error;
    }
  }

  /** POST to a subresource, e.g. `token` of a ServiceAccount. */
  // eslint-disable-next-line max-params -- the port's shape
  createSubresource<T>(
    resource: Resource,
    key: ObjectKey,
    subresource: string,
    body: object,
    options: CallOptions = {},
  ): Promise<T> {
    const path = objectPath(resource, key, { subresource });
    return this.#json<T>({ method: 'POST', path, body: JSON.stringify(body), signal: options.signal });
  }

  /** GET of a path that is no object, e.g. `/readyz`: the body as text. */
  getPath(path: string, options: CallOptions = {}): Promise<string> {
    return this.#caller.text({ method: 'GET', path, accept: '*/*', signal: options.signal });
  }

  /** Ends every connection; calls under way reject with KubeError `Closed`. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  async #json<T>(call: Call): Promise<T> {
    const text = await this.#caller.text(call);
    try {
      return trustedJson<T>(text);
    } catch {
      throw new KubeError({ code: 0, reason: 'BadAnswer', message: 'the answer is no JSON' });
    }
  }
}

/** A 404 for a missing kind, or from something that is no API server, does not prove that the object is absent. */
function isAbsent(error: unknown, resource: Resource, key: ObjectKey): boolean {
  if (!(error instanceof KubeError) || error.code !== 404 || error.details?.name !== key.name) return false;
  return error.details.kind === undefined || error.details.kind === resource.plural;
}

function namespaceOf(resource: Resource, object: KubeObject): string | undefined {
  if (!resource.namespaced || object.metadata.namespace !== undefined) return object.metadata.namespace;
  throw new KubeError({ code: 0, reason: 'BadRequestPath', message: `${resource.kind} needs a namespace` });
}
