import { KubeError } from '../src/runtime/kube-error.ts';
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
} from '../src/runtime/kube-types.ts';
import { CrashPoint } from './fake/crash-point.ts';
import { alreadyExists, applyConflict, conflict, invalid, notFound, terminating, unknownKind } from './fake/errors.ts';
import { Faults, type CallRecord, type FaultOptions, type Matcher } from './fake/faults.ts';
import { commonListKeys, type ListKeys } from './fake/fields.ts';
import { same, wire, type Json, type JsonObject } from './fake/json.ts';
import { Lifecycle, namespaces } from './fake/lifecycle.ts';
import { mergePatch } from './fake/merge-patch.ts';
import { kind, ObjectTable, type Change, type Stored } from './fake/object-table.ts';
import { applyFields, ownersAfterUpdate, type Owners } from './fake/ownership.ts';
import { fieldPredicate, labelPredicate } from './fake/selectors.ts';
import { Tokens, type TokenRequest } from './fake/tokens.ts';
import { watchChanges } from './fake/watch-changes.ts';
import {
  apiVersionOf,
  appliedFields,
  asStored,
  checkFinalizers,
  newMetadata,
  refuseVersionOnCreate,
  without,
  withGeneration,
} from './fake/written.ts';

export interface FakeApiServerOptions {
  /** Wall time for creationTimestamp and the like. Default: stands at 2026-01-01T00:00:00Z. */
  readonly wall?: () => Date;
  /** Shared between all parts of a world whose process dies together. */
  readonly crash?: CrashPoint;
  /** Told in the log of writes, when several servers share one. */
  readonly name?: string;
  /** Lists that merge by key under server-side apply, besides the common ones; by field name. */
  readonly listKeys?: ListKeys;
  /** Whether deleted namespaces empty themselves at once or wait for `finishNamespace`. Default at once. */
  readonly namespaceDeletion?: 'at-once' | 'by-hand';
}

export interface WriteRecord extends CallRecord {
  readonly server: string;
  /** Whether the object's revision moved. */
  readonly changed: boolean;
}

interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** A Kubernetes API in memory: satisfies `KubeApi`, and adds what a test needs to be everyone else. */
export class FakeApiServer {
  readonly crash: CrashPoint;
  readonly faults = new Faults();
  /** Writes that took effect, in order, through the API (not `seed` and `edit`). */
  readonly writes: WriteRecord[] = [];
  readonly #table = new ObjectTable();
  readonly #lifecycle: Lifecycle;
  readonly #tokens: Tokens;
  readonly #name: string;
  readonly #listKeys: ListKeys;
  readonly #wall: () => Date;
  readonly #hidden = new Set<string>();
  readonly #paths = new Map<string, string | KubeError>([
    ['/readyz', 'ok'],
    ['/livez', 'ok'],
    ['/version', JSON.stringify({ major: '1', minor: '35', gitVersion: 'v1.35.4' })],
  ]);
  #uids = 0;

  constructor(options: FakeApiServerOptions = {}) {
    this.crash = options.crash ?? new CrashPoint();
    this.#name = options.name ?? 'api';
    this.#listKeys = { ...commonListKeys, ...options.listKeys };
    this.#wall = options.wall ?? (() => new Date('2026-01-01T00:00:00Z'));
    this.#lifecycle = new Lifecycle(this.#table, () => this.#now(), options.namespaceDeletion ?? 'at-once');
    this.#tokens = new Tokens(this.#table, this.#wall);
    for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system'])
      this.seed(namespaces, { metadata: { name } });
  }

  // What the code under test calls.

  get<T extends KubeObject>(resource: Resource, key: ObjectKey, options: CallOptions = {}): Promise<T | undefined> {
    return this.#read(this.#record('get', resource, key), resource, options, () => {
      const stored = this.#table.find(resource, key);
      return stored && out<T>(resource, stored.object);
    });
  }

  async list<T extends KubeObject>(resource: Resource, options: ListOptions = {}): Promise<readonly T[]> {
    return (await this.listAt<T>(resource, options)).items;
  }

  listAt<T extends KubeObject>(
    resource: Resource,
    options: ListOptions & { readonly metadataOnly?: boolean } = {},
  ): Promise<VersionedList<T>> {
    const { namespace, metadataOnly } = options;
    return this.#read({ verb: 'list', plural: resource.plural, namespace }, resource, options, () => ({
      items: this.#select(resource, options).map((object) => out<T>(resource, object, metadataOnly)),
      resourceVersion: String(this.#table.revision),
    }));
  }

  async listMetadata(resource: Resource, options: ListOptions = {}): Promise<readonly KubeObject[]> {
    return (await this.listAt(resource, { ...options, metadataOnly: true })).items;
  }

  watch<T extends KubeObject>(resource: Resource, options: WatchOptions): AsyncGenerator<WatchEvent<T>, void> {
    const matches = this.#predicate(options);
    const shape = (object: KubeObject): T => out<T>(resource, object, options.metadataOnly);
    return watchChanges(this.#table, resource, options, { matches, shape });
  }

  create<T extends KubeObject>(resource: Resource, object: KubeObject, options: CallOptions = {}): Promise<T> {
    return this.#write(this.#record('create', resource, object.metadata), resource, options, () => {
      if (this.#table.find(resource, object.metadata) !== undefined)
        throw alreadyExists(resource, object.metadata.name);
      refuseVersionOnCreate(object);
      const sent = without(asStored(resource, wire<JsonObject>(object), undefined), ['status']);
      return out<T>(resource, this.#insert(resource, sent, this.#updated({}, sent, new Map())).object);
    });
  }

  apply<T extends KubeObject>(resource: Resource, object: KubeObject, options: ApplyOptions): Promise<T> {
    const call = {
      ...this.#record('apply', resource, object.metadata),
      subresource: options.subresource,
      manager: options.fieldManager,
    };
    const effect = (): T => out<T>(resource, this.#apply(resource, object, options));
    return options.dryRun ? this.#read(call, resource, options, effect) : this.#write(call, resource, options, effect);
  }

  mergePatch<T extends KubeObject>(
    resource: Resource,
    key: ObjectKey,
    patch: object,
    options: CallOptions = {},
  ): Promise<T> {
    return this.#write(this.#record('patch', resource, key), resource, options, () => {
      const live = this.#live(resource, key);
      const sent = wire<JsonObject>(patch);
      this.#checkIdentity(live, (sent['metadata'] ?? {}) as Preconditions);
      const merged = mergePatch(wire<JsonObject>(live.object), without(sent, ['status'])) as JsonObject;
      return out<T>(resource, this.#update(live, merged, this.#updated(wire(live.object), merged, live.owners)));
    });
  }

  delete(resource: Resource, key: ObjectKey, options: DeleteOptions = {}): Promise<boolean> {
    return this.#write(this.#record('delete', resource, key), resource, options, () => {
      const live = this.#table.find(resource, key);
      if (live === undefined) return false;
      this.#checkPreconditions(live, options);
      this.#lifecycle.delete(live, options.propagation ?? 'Background');
      return true;
    });
  }

  // eslint-disable-next-line max-params -- the port's shape
  createSubresource<T>(
    resource: Resource,
    key: ObjectKey,
    subresource: string,
    body: object,
    options: CallOptions = {},
  ): Promise<T> {
    const call = { ...this.#record('create', resource, key), subresource };
    return this.#write(call, resource, options, () => {
      if (resource.plural !== 'serviceaccounts' || subresource !== 'token') throw unknownKind();
      return wire<T>(this.#tokens.issue(key, wire<TokenRequest>(body)));
    });
  }

  getPath(path: string, options: CallOptions = {}): Promise<string> {
    return this.#read({ verb: 'getPath', plural: path }, undefined, options, () => {
      const answer = this.#paths.get(path) ?? unknownKind();
      if (typeof answer === 'string') return answer;
      throw answer;
    });
  }

  // What a test does as everyone else: at once, without faults, not in the log of writes.

  /** Puts an object there as another client would, `status` included. Makes its namespace if that is missing. */
  seed<T extends KubeObject>(resource: Resource, object: object): T {
    const sent = wire<KubeObject>(object);
    const { namespace } = sent.metadata;
    if (
      resource.namespaced &&
      namespace !== undefined &&
      this.#table.find(namespaces, { name: namespace }) === undefined
    ) {
      this.seed(namespaces, { metadata: { name: namespace } });
    }
    const stored = asStored(resource, wire<JsonObject>(object), undefined);
    return out<T>(resource, this.#insert(resource, stored, this.#updated({}, stored, new Map(), 'someone')).object);
  }

  /** Changes an object as another client (or controller) would; `change` works on a copy, `status` included. */
  edit<T extends KubeObject>(resource: Resource, key: ObjectKey, change: (object: JsonObject) => void): T {
    const live = this.#live(resource, key);
    const after = wire<JsonObject>(live.object);
    change(after);
    const status = after['status'] === undefined ? {} : { status: after['status'] };
    return out<T>(
      resource,
      this.#update(
        live,
        { ...after, ...status },
        this.#updated(wire(live.object), after, live.owners, 'someone'),
        status,
      ),
    );
  }

  /** Deletes an object as another client would. */
  remove(resource: Resource, key: ObjectKey, propagation: 'Foreground' | 'Background' | 'Orphan' = 'Background'): void {
    this.#lifecycle.delete(this.#live(resource, key), propagation);
  }

  read<T extends KubeObject>(resource: Resource, key: ObjectKey): T | undefined {
    const stored = this.#table.find(resource, key);
    return stored && out<T>(resource, stored.object);
  }

  all<T extends KubeObject>(resource: Resource, options: ListOptions = {}): readonly T[] {
    return this.#select(resource, options).map((object) => out<T>(resource, object));
  }

  /** Everything that exists, as `group/plural/namespace/name` → object without what differs from run to run. */
  dump(): Readonly<Record<string, JsonObject>> {
    return Object.fromEntries(
      this.#table.all().map(({ resource, object }) => {
        const plain = wire<JsonObject>(object);
        const metadata = without(plain['metadata'] as JsonObject, [
          'uid',
          'resourceVersion',
          'creationTimestamp',
          'generation',
        ]);
        return [`${kind(resource)}/${object.metadata.namespace ?? ''}/${object.metadata.name}`, { ...plain, metadata }];
      }),
    );
  }

  /** Who owns which fields, by manager; each field as a JSON path. */
  owners(resource: Resource, key: ObjectKey): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
      [...this.#live(resource, key).owners].map(([manager, fields]) => [manager, [...fields].sort()]),
    );
  }

  onChange(listener: (change: Change) => void): () => void {
    return this.#table.onChange(listener);
  }

  failNext(matcher: Matcher, error: Error, options?: FaultOptions): void {
    this.faults.failNext(matcher, error, options);
  }

  /** The n-th write from now dies, before or after it took effect; from then on every call rejects until `crash.recover()`. */
  crashAt(n: number, when: 'before' | 'after'): void {
    this.crash.arm(n, when);
  }

  /** Lets a terminating namespace go as far as its content allows. */
  finishNamespace(name: string): void {
    this.#lifecycle.finishNamespace(name);
  }

  /** Older watches and lists in pages expire: 410. */
  compact(): void {
    this.#table.compact();
  }

  /** The kind is not served (any more): every call for it ends in 404, as with a missing CRD. */
  hideKind(resource: Resource): void {
    this.#hidden.add(kind(resource));
  }

  serveKind(resource: Resource): void {
    this.#hidden.delete(kind(resource));
  }

  setPath(path: string, answer: string | KubeError): void {
    this.#paths.set(path, answer);
  }

  /** The user name behind a token issued here, or undefined when it is no longer good. */
  reviewToken(token: string): string | undefined {
    return this.#tokens.review(token);
  }

  /** The log of writes as lines, for goldens. */
  writesAsText(): string[] {
    return this.writes.map(({ server, verb, plural, namespace, name, subresource, changed }) => {
      const path = [namespace, name].filter((part) => part !== undefined).join('/');
      return [
        `${server}: ${verb}`,
        `${plural}${subresource === undefined ? '' : `/${subresource}`}`,
        path,
        ...(changed ? [] : ['(unchanged)']),
      ].join(' ');
    });
  }

  #apply(resource: Resource, object: KubeObject, options: ApplyOptions): KubeObject {
    const { subresource, dryRun = false } = options;
    const live = this.#table.find(resource, object.metadata);
    if (live === undefined && subresource !== undefined) throw notFound(resource, object.metadata.name);
    if (live !== undefined) this.#checkIdentity(live, object.metadata);
    else if (object.metadata.uid !== undefined) {
      const why = `uid mismatch: the provided object specified uid ${object.metadata.uid}, and no existing object was found`;
      throw conflict(resource, object.metadata.name, why);
    }
    const { result, owners } = this.#merge(
      live,
      appliedFields(resource, wire<JsonObject>(object), subresource),
      options,
    );
    if (live === undefined)
      return this.#insert(resource, asStored(resource, named(result, object, resource), undefined), owners, dryRun)
        .object;
    return this.#update(live, result, owners, { dryRun, status: subresource === 'status' ? result['status'] : 'live' });
  }

  #merge(live: Stored | undefined, wanted: JsonObject, options: ApplyOptions): { result: JsonObject; owners: Owners } {
    const { fieldManager, force = false, subresource } = options;
    const owners: Owners = live?.owners ?? new Map<string, Set<string>>();
    const manager = `${fieldManager}/apply${subresource === undefined ? '' : `/${subresource}`}`;
    const before = live === undefined ? {} : wire<JsonObject>(live.object);
    const applied = applyFields(before, wanted, { owners, manager, force, listKeys: this.#listKeys });
    if (!('conflicts' in applied)) return applied;
    const others = applied.conflicts.map((conflict) => conflict.manager.split('/')[0] ?? '');
    throw applyConflict(
      others,
      applied.conflicts.map(({ field }) => field),
    );
  }

  /** `status`: what to store there; 'live' leaves it as it is. */
  #update(
    live: Stored,
    sent: JsonObject,
    owners: Owners,
    options: { status?: Json | undefined; dryRun?: boolean } = {},
  ): KubeObject {
    const { resource, object: before } = live;
    const status =
      options.status === 'live' || !('status' in options) ? wire<JsonObject>(before)['status'] : options.status;
    const kept: JsonObject = status === undefined ? {} : { status };
    const after = withGeneration(before, { ...without(asStored(resource, sent, before), ['status']), ...kept });
    const withVersion = {
      ...after,
      metadata: { ...(after['metadata'] as JsonObject), resourceVersion: before.metadata.resourceVersion ?? '' },
    };
    const object = wire<KubeObject>(withVersion);
    checkFinalizers(resource, before, object);
    if (options.dryRun) return object;
    if (same(before, object)) {
      this.#table.own(live, owners);
      return before;
    }
    const stored = this.#table.put(resource, object, owners).object;
    this.#lifecycle.settle(resource, stored.metadata);
    return stored;
  }

  #insert(resource: Resource, sent: JsonObject, owners: Owners, dryRun = false): Stored {
    const { namespace, name } = wire<KubeObject>(sent).metadata;
    if (resource.namespaced) {
      const home = namespace ?? '';
      if (this.#table.find(namespaces, { name: home }) === undefined) throw notFound(namespaces, home);
      if (this.#lifecycle.isTerminating(home)) throw terminating(resource, { namespace: home, name });
    }
    this.#uids += 1;
    const uid = `00000000-0000-4000-8000-${String(this.#uids).padStart(12, '0')}`;
    const object = wire<KubeObject>(newMetadata(resource, sent, { uid, now: this.#now() }));
    return dryRun ? { resource, object, owners } : this.#table.put(resource, object, owners);
  }

  #updated(before: JsonObject, after: JsonObject, owners: Owners, manager = 'slipway'): Owners {
    const fields = (object: JsonObject): JsonObject => ({ ...appliedFieldsOfAll(object) });
    return ownersAfterUpdate(fields(before), fields(after), {
      owners,
      manager: `${manager}/update`,
      listKeys: this.#listKeys,
    });
  }

  /** What a client says about the identity of the object that it writes to. */
  #checkIdentity({ resource, object }: Stored, { uid, resourceVersion }: Preconditions): void {
    const { metadata } = object;
    if (uid !== undefined && uid !== metadata.uid) {
      throw invalid(resource, metadata.name, 'metadata.uid', `Invalid value: "${uid}": field is immutable`);
    }
    if (resourceVersion === undefined || resourceVersion === metadata.resourceVersion) return;
    throw conflict(
      resource,
      metadata.name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }

  #checkPreconditions({ resource, object }: Stored, wanted: Preconditions): void {
    for (const [field, word] of [
      ['uid', 'UID'],
      ['resourceVersion', 'ResourceVersion'],
    ] as const) {
      if (wanted[field] === undefined || wanted[field] === object.metadata[field]) continue;
      const why = `the ${word} in the precondition (${wanted[field]}) does not match the ${word} in record (${object.metadata[field] ?? ''})`;
      throw conflict(resource, object.metadata.name, `${why}. The object might have been deleted and then recreated`);
    }
  }

  #live(resource: Resource, key: ObjectKey): Stored {
    const stored = this.#table.find(resource, key);
    if (stored === undefined) throw notFound(resource, key.name);
    return stored;
  }

  #select(resource: Resource, options: ListOptions): KubeObject[] {
    const matches = this.#predicate(options);
    return this.#table.all(resource).flatMap(({ object }) => (matches(object) ? [object] : []));
  }

  #predicate({ namespace, labelSelector, fieldSelector }: ListOptions): (object: KubeObject) => boolean {
    const labels = labelPredicate(labelSelector);
    const fields = fieldPredicate(fieldSelector);
    return (object) => {
      const plain = wire<JsonObject>(object);
      return (namespace === undefined || object.metadata.namespace === namespace) && labels(plain) && fields(plain);
    };
  }

  #record(verb: CallRecord['verb'], resource: Resource, { namespace, name }: ObjectKey): CallRecord {
    return { verb, plural: resource.plural, namespace: resource.namespaced ? namespace : undefined, name };
  }

  async #read<T>(
    call: CallRecord,
    resource: Resource | undefined,
    { signal }: CallOptions,
    effect: () => T,
  ): Promise<T> {
    await this.#arrive(call, resource, signal);
    const fault = this.faults.take(call);
    if (fault !== undefined) throw fault.error;
    return effect();
  }

  async #write<T>(call: CallRecord, resource: Resource, { signal }: CallOptions, effect: () => T): Promise<T> {
    await this.#arrive(call, resource, signal);
    const fault = this.faults.take(call);
    if (fault !== undefined && !fault.afterCommit) throw fault.error;
    const result = this.crash.write(() => {
      const revision = this.#table.revision;
      const value = effect();
      this.writes.push({ server: this.#name, ...call, changed: this.#table.revision !== revision });
      return value;
    });
    if (fault !== undefined) throw fault.error;
    return result;
  }

  async #arrive(call: CallRecord, resource: Resource | undefined, signal: AbortSignal | undefined): Promise<void> {
    await Promise.resolve();
    this.crash.check();
    if (signal?.aborted) throw new KubeError({ code: 0, reason: 'Aborted', message: 'the call was given up' });
    if (resource !== undefined && this.#hidden.has(kind(resource))) throw unknownKind();
    if (resource?.namespaced && call.verb !== 'list' && call.namespace === undefined) {
      throw new KubeError({ code: 0, reason: 'BadRequestPath', message: `${resource.kind} needs a namespace` });
    }
  }

  #now(): string {
    return this.#wall()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }
}

function out<T extends KubeObject>(resource: Resource, object: KubeObject, metadataOnly = false): T {
  const { metadata } = object;
  return wire<T>({
    ...(metadataOnly ? { metadata } : object),
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
  });
}

/** The object with its name and, if it has one, its namespace. */
function named(result: JsonObject, { metadata: { name, namespace } }: KubeObject, resource: Resource): JsonObject {
  const identity = namespace === undefined || !resource.namespaced ? { name } : { name, namespace };
  return { ...result, metadata: { ...(result['metadata'] as JsonObject | undefined), ...identity } };
}

/** Like the fields of an apply, but of both halves. */
function appliedFieldsOfAll(object: JsonObject): JsonObject {
  const resource = { group: '', version: '', plural: '', kind: '', namespaced: false };
  return { ...appliedFields(resource, object, undefined), ...appliedFields(resource, object, 'status') };
}
