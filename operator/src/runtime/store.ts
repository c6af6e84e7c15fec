import type { KubeObject, ObjectKey } from './kube-types.ts';
import type { Logger } from './logger.ts';
import { isOlder } from './resource-version.ts';

export type StoreChange<T> =
  | { readonly kind: 'added'; readonly object: T }
  | { readonly kind: 'updated'; readonly object: T; readonly before: T }
  | { readonly kind: 'deleted'; readonly object: T };

export type StoreHandler<T> = (change: StoreChange<T>) => void;

/** The values under which an object is found; none when the index does not concern it. */
export type Indexer<T> = (object: T) => readonly string[];

export interface StoreOptions<T> {
  readonly log: Logger;
  readonly indexers?: Readonly<Record<string, Indexer<T>>>;
}

/** Objects by namespace and name, with indices and handlers. What comes out is shared: never change it. */
export class Store<T extends KubeObject> {
  readonly #log: Logger;
  readonly #objects = new Map<string, T>();
  readonly #indices: ReadonlyMap<string, { readonly of: Indexer<T>; readonly keys: Map<string, Set<string>> }>;
  readonly #handlers = new Set<StoreHandler<T>>();

  constructor({ log, indexers = {} }: StoreOptions<T>) {
    this.#log = log;
    this.#indices = new Map(
      Object.entries(indexers).map(([name, of]) => [name, { of, keys: new Map<string, Set<string>>() }]),
    );
  }

  get(key: ObjectKey): T | undefined {
    return this.#objects.get(keyOf(key));
  }

  list(): readonly T[] {
    return [...this.#objects.values()];
  }

  /** Objects with `value` in the index. Throws for an index that was not named to the constructor. */
  byIndex(index: string, value: string): readonly T[] {
    const keys = this.#indices.get(index)?.keys;
    if (keys === undefined) throw new Error(`there is no index "${index}"`);
    return [...(keys.get(value) ?? [])].flatMap((key) => this.#objects.get(key) ?? []);
  }

  /** Told of every change, and first of everything that is there. The answer ends it. */
  subscribe(handler: StoreHandler<T>): () => void {
    this.#handlers.add(handler);
    for (const object of this.#objects.values()) this.#tell(handler, { kind: 'added', object });
    return () => this.#handlers.delete(handler);
  }

  /** Takes the object in, unless the same or a newer version of it is there. */
  set(object: T): void {
    const before = this.get(object.metadata);
    if (before !== undefined && sameObject(before, object)) {
      const stale = isOlder(object.metadata.resourceVersion, before.metadata.resourceVersion);
      if (!stale && !sameVersion(before, object)) this.#put(object, before);
      return;
    }
    // Another object under the same name: the first one was deleted while nobody looked.
    if (before !== undefined) this.remove(before.metadata);
    this.#put(object, undefined);
  }

  remove(key: ObjectKey): void {
    const object = this.get(key);
    if (object === undefined) return;
    this.#objects.delete(keyOf(key));
    this.#unindex(object);
    this.#tellAll({ kind: 'deleted', object });
  }

  /** Makes the store equal to a whole list; handlers hear the differences. */
  replace(objects: readonly T[]): void {
    const listed = new Set(objects.map(({ metadata }) => keyOf(metadata)));
    for (const object of this.list()) if (!listed.has(keyOf(object.metadata))) this.remove(object.metadata);
    for (const object of objects) {
      const before = this.get(object.metadata);
      // Whatever its version says: after a restore of the cluster older versions are the truth.
      if (before !== undefined && sameObject(before, object) && !sameVersion(before, object)) this.#put(object, before);
      else this.set(object);
    }
  }

  #put(object: T, before: T | undefined): void {
    if (before !== undefined) this.#unindex(before);
    this.#objects.set(keyOf(object.metadata), object);
    this.#index(object);
    this.#tellAll(before === undefined ? { kind: 'added', object } : { kind: 'updated', object, before });
  }

  #index(object: T): void {
    const key = keyOf(object.metadata);
    for (const { of, keys } of this.#indices.values()) {
      for (const value of of(object)) {
        const found = keys.get(value);
        if (found === undefined) keys.set(value, new Set([key]));
        else found.add(key);
      }
    }
  }

  #unindex(object: T): void {
    const key = keyOf(object.metadata);
    for (const { of, keys } of this.#indices.values()) {
      for (const value of of(object)) {
        const found = keys.get(value);
        found?.delete(key);
        if (found?.size === 0) keys.delete(value);
      }
    }
  }

  #tellAll(change: StoreChange<T>): void {
    for (const handler of this.#handlers) this.#tell(handler, change);
  }

  #tell(handler: StoreHandler<T>, change: StoreChange<T>): void {
    try {
      handler(change);
    } catch (error) {
      this.#log.error(
        { change: change.kind, key: keyOf(change.object.metadata), err: error },
        'a handler of a cache failed',
      );
    }
  }
}

function keyOf({ namespace, name }: ObjectKey): string {
  return `${namespace ?? ''}/${name}`;
}

function sameObject(a: KubeObject, b: KubeObject): boolean {
  return a.metadata.uid === b.metadata.uid;
}

function sameVersion(a: KubeObject, b: KubeObject): boolean {
  return a.metadata.resourceVersion !== undefined && a.metadata.resourceVersion === b.metadata.resourceVersion;
}
