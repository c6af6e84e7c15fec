import { isObject, same, type Json, type JsonObject } from './json.ts';

/** One step into a value: a key of an object, or the identity of an element in a list that merges by key. */
type Step = string | { readonly by: JsonObject };
export type Path = readonly Step[];

/** Lists that server-side apply merges element by element, by the name of the field that holds them; all others are replaced as a whole. */
export type ListKeys = Readonly<Record<string, readonly string[] | 'set'>>;

export const commonListKeys: ListKeys = {
  conditions: ['type'],
  ownerReferences: ['uid'],
  finalizers: 'set',
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  taints: ['key', 'effect'],
};

export function pathId(path: Path): string {
  return JSON.stringify(path);
}

export function pathOf(id: string): Path {
  return JSON.parse(id) as Path;
}

/** Every leaf of a value: scalars, empty objects and lists that are replaced as a whole. */
export function leaves(value: Json, listKeys: ListKeys, path: Path = []): { path: Path; value: Json }[] {
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return path.length === 0 ? [] : [{ path, value }];
    return entries.flatMap(([key, inner]) => leaves(inner, listKeys, [...path, key]));
  }
  const keys = Array.isArray(value) ? mergeKeys(path, listKeys) : undefined;
  if (!Array.isArray(value) || keys === undefined) return [{ path, value }];
  return (value as Json[]).flatMap((element) => {
    const step = { by: identity(element, keys) };
    return isObject(element) ? leaves(element, listKeys, [...path, step]) : [{ path: [...path, step], value: element }];
  });
}

/** The value at a path, or undefined. */
export function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (value === undefined) return undefined;
    value = typeof step === 'string' ? (isObject(value) ? value[step] : undefined) : elementOf(value, step.by);
  }
  return value;
}

/** Sets the value at a path, making what is missing on the way. Changes `root`. */
export function setAt(root: JsonObject, path: Path, leaf: Json): void {
  let value: Json = root;
  path.forEach((step, i) => {
    const last = i === path.length - 1;
    const fresh: Json = typeof path[i + 1] === 'object' ? [] : {};
    if (typeof step === 'string') {
      const holder = value as JsonObject;
      if (last) holder[step] = leaf;
      else if (typeof holder[step] !== 'object' || holder[step] === null) holder[step] = fresh;
      if (!last) value = holder[step]!;
      return;
    }
    const list = value as Json[];
    let element = elementOf(list, step.by);
    if (element === undefined) {
      element = last ? leaf : { ...step.by };
      list.push(element);
    }
    value = element;
  });
}

/** Removes the leaf at a path and every object or list that becomes empty by it. Changes `root`. */
export function removeAt(root: JsonObject, path: Path): void {
  // By reference, since an element that loses its key fields cannot be found again.
  const holders = path.map((_, i) => valueAt(root, path.slice(0, i)));
  for (let i = path.length - 1; i >= 0; i -= 1) {
    const holder = holders[i];
    const step = path[i];
    if (step === undefined || typeof holder !== 'object' || holder === null) return;
    if (typeof step === 'string') Reflect.deleteProperty(holder, step);
    else dropElement(holder as Json[], holders[i + 1] ?? elementOf(holder, step.by));
    if (Object.keys(holder).length > 0) return;
  }
}

function dropElement(list: Json[], element: Json | undefined): void {
  const index = list.findIndex((candidate) => candidate === element);
  if (index !== -1) list.splice(index, 1);
}

function mergeKeys(path: Path, listKeys: ListKeys): readonly string[] | 'set' | undefined {
  const field = path.at(-1);
  return typeof field === 'string' && Object.hasOwn(listKeys, field) ? listKeys[field] : undefined;
}

function identity(element: Json, keys: readonly string[] | 'set'): JsonObject {
  if (keys === 'set' || !isObject(element)) return { '=': element };
  return Object.fromEntries(keys.map((key) => [key, element[key] ?? null]));
}

function elementOf(list: Json, by: JsonObject): Json | undefined {
  if (!Array.isArray(list)) return undefined;
  return (list as Json[]).find((element) =>
    isObject(element)
      ? Object.entries(by).every(([key, value]) => same(element[key] ?? null, value))
      : same(element, by['=']),
  );
}
