import type { KubeObject, ObjectKey, Resource } from '../../src/runtime/kube-types.ts';
import { wire } from './json.ts';
import type { Owners } from './ownership.ts';

export interface Stored {
  readonly resource: Resource;
  readonly object: KubeObject;
  readonly owners: Owners;
}

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: KubeObject;
  readonly before: KubeObject | undefined;
  readonly revision: number;
}

/** Objects of every kind with one revision counter and a history of changes. Objects go in and out as copies. */
export class ObjectTable {
  readonly #objects = new Map<string, Stored>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #history: Change[] = [];
  #revision = 1;
  #oldest = 1;

  get revision(): number {
    return this.#revision;
  }

  /** The oldest revision from which a watch can go on. */
  get oldest(): number {
    return this.#oldest;
  }

  find(resource: Resource, key: ObjectKey): Stored | undefined {
    return this.#objects.get(id(resource, key));
  }

  /** All objects, or those of one kind, in the order of their names. */
  all(resource?: Resource): Stored[] {
    const found = [...this.#objects.values()].filter(
      (stored) => resource === undefined || kind(stored.resource) === kind(resource),
    );
    return found.sort((a, b) => (id(a.resource, a.object.metadata) < id(b.resource, b.object.metadata) ? -1 : 1));
  }

  put(resource: Resource, object: KubeObject, owners: Owners): Stored {
    this.#revision += 1;
    const before = this.find(resource, object.metadata)?.object;
    const kept = wire<KubeObject>({
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#revision) },
    });
    const stored = { resource, object: kept, owners };
    this.#objects.set(id(resource, kept.metadata), stored);
    this.#tell({
      type: before === undefined ? 'ADDED' : 'MODIFIED',
      resource,
      object: kept,
      before,
      revision: this.#revision,
    });
    return stored;
  }

  /** Who owns what may change without a new revision. */
  own(stored: Stored, owners: Owners): void {
    this.#objects.set(id(stored.resource, stored.object.metadata), { ...stored, owners });
  }

  remove(resource: Resource, key: ObjectKey): void {
    const stored = this.find(resource, key);
    if (stored === undefined) return;
    this.#revision += 1;
    this.#objects.delete(id(resource, key));
    const metadata = { ...stored.object.metadata, resourceVersion: String(this.#revision) };
    this.#tell({
      type: 'DELETED',
      resource,
      object: { ...stored.object, metadata },
      before: stored.object,
      revision: this.#revision,
    });
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changesAfter(revision: number, resource: Resource): Change[] {
    return this.#history.filter((change) => change.revision > revision && kind(change.resource) === kind(resource));
  }

  /** Forgets the history, as etcd's compaction does: older watches get 410. */
  compact(): void {
    this.#history.length = 0;
    this.#revision += 1;
    this.#oldest = this.#revision;
  }

  #tell(change: Change): void {
    this.#history.push(change);
    for (const listener of this.#listeners) listener(change);
  }
}

export function kind(resource: Resource): string {
  return `${resource.group}/${resource.plural}`;
}

function id(resource: Resource, key: ObjectKey): string {
  return `${kind(resource)}/${resource.namespaced ? (key.namespace ?? '') : ''}/${key.name}`;
}
