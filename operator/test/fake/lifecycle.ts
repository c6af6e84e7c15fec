import type { KubeObject, ObjectKey, Resource } from '../../src/runtime/kube-types.ts';
import { isObject, type JsonObject } from './json.ts';
import type { ObjectTable, Stored } from './object-table.ts';

export type Propagation = 'Foreground' | 'Background' | 'Orphan';

export const namespaces: Resource = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};
const foreground = 'foregroundDeletion';

/** Deletion with finalizers, owners and namespaces: what the API server and its controllers do together. */
export class Lifecycle {
  readonly #table: ObjectTable;
  readonly #now: () => string;
  readonly #namespaces: 'at-once' | 'by-hand';

  constructor(table: ObjectTable, now: () => string, namespaceDeletion: 'at-once' | 'by-hand') {
    this.#table = table;
    this.#now = now;
    this.#namespaces = namespaceDeletion;
  }

  delete(stored: Stored, propagation: Propagation): void {
    const { resource, object } = stored;
    if (propagation === 'Orphan') this.#orphan(object);
    if (propagation === 'Foreground') this.#mark(stored, [...(object.metadata.finalizers ?? []), foreground]);
    else this.#mark(stored, object.metadata.finalizers ?? []);
    if (propagation === 'Foreground')
      for (const dependent of this.#dependents(object)) this.delete(dependent, 'Foreground');
    if (isNamespace(resource) && this.#namespaces === 'at-once') this.finishNamespace(object.metadata.name);
    this.settle(resource, object.metadata);
  }

  /** Removes a terminating object that nothing holds any more, and what follows from that. */
  settle(resource: Resource, key: ObjectKey): void {
    const stored = this.#table.find(resource, key);
    if (stored?.object.metadata.deletionTimestamp === undefined) return;
    const finalizers = stored.object.metadata.finalizers ?? [];
    const waits = finalizers.includes(foreground) && this.#dependents(stored.object).length > 0;
    const left = waits ? finalizers : finalizers.filter((finalizer) => finalizer !== foreground);
    if (left.length > 0 || (isNamespace(resource) && !isFinalized(stored.object))) return;
    this.#table.remove(resource, key);
    this.#afterRemoval(stored.object);
  }

  /** What the namespace controller does: deletes the content and, when all of it is gone, the namespace. */
  finishNamespace(name: string): void {
    for (const stored of this.#contentOf(name)) {
      if (stored.object.metadata.deletionTimestamp === undefined) this.delete(stored, 'Background');
    }
    const stored = this.#table.find(namespaces, { name });
    if (stored === undefined || this.#contentOf(name).length > 0) return;
    this.#table.put(namespaces, { ...stored.object, ...{ spec: {} } }, stored.owners);
    this.settle(namespaces, { name });
  }

  isTerminating(namespace: string): boolean {
    return this.#table.find(namespaces, { name: namespace })?.object.metadata.deletionTimestamp !== undefined;
  }

  #mark({ resource, object, owners }: Stored, finalizers: readonly string[]): void {
    const { metadata } = object;
    if (metadata.deletionTimestamp !== undefined) return;
    const generation = metadata.generation === undefined ? {} : { generation: metadata.generation + 1 };
    const marked = {
      ...metadata,
      ...generation,
      deletionTimestamp: this.#now(),
      ...(finalizers.length > 0 ? { finalizers } : {}),
    };
    const phase = isNamespace(resource) ? { status: { phase: 'Terminating' } } : {};
    if (finalizers.length > 0 || isNamespace(resource))
      this.#table.put(resource, { ...object, metadata: marked, ...phase }, owners);
    else {
      this.#table.remove(resource, metadata);
      this.#afterRemoval(object);
    }
  }

  #afterRemoval(object: KubeObject): void {
    for (const dependent of this.#dependents(object)) {
      const owners = dependent.object.metadata.ownerReferences ?? [];
      if (!owners.some(({ uid }) => this.#exists(uid))) this.delete(dependent, 'Background');
    }
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owner = this.#table.all().find((stored) => stored.object.metadata.uid === uid);
      if (owner !== undefined) this.settle(owner.resource, owner.object.metadata);
    }
    const { namespace } = object.metadata;
    if (namespace !== undefined && this.#namespaces === 'at-once' && this.isTerminating(namespace))
      this.finishNamespace(namespace);
  }

  #orphan(owner: KubeObject): void {
    for (const { resource, object, owners } of this.#dependents(owner)) {
      const ownerReferences = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid);
      this.#table.put(resource, { ...object, metadata: { ...object.metadata, ownerReferences } }, owners);
    }
  }

  /** Owners count only in the same namespace, or cluster-scoped. */
  #dependents({ metadata: owner }: KubeObject): Stored[] {
    return this.#table.all().filter(({ object: { metadata } }) => {
      const near = owner.namespace === undefined || owner.namespace === metadata.namespace;
      return near && (metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.uid);
    });
  }

  #exists(uid: string): boolean {
    return this.#table.all().some(({ object }) => object.metadata.uid === uid);
  }

  #contentOf(namespace: string): Stored[] {
    return this.#table
      .all()
      .filter(({ resource, object }) => resource.namespaced && object.metadata.namespace === namespace);
  }
}

export function isNamespace(resource: Resource): boolean {
  return resource.group === '' && resource.plural === 'namespaces';
}

function isFinalized(object: KubeObject): boolean {
  const spec = (object as KubeObject & { spec?: JsonObject }).spec;
  return !isObject(spec) || spec['finalizers'] === undefined;
}
