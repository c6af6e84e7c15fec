import { leaves, pathId, pathOf, removeAt, setAt, valueAt, type ListKeys, type Path } from './fields.ts';
import { isObject, same, wire, type Json, type JsonObject } from './json.ts';

/** Which leaves each field manager owns. */
export type Owners = Map<string, Set<string>>;

export interface Conflict {
  readonly manager: string;
  readonly field: string;
}

/**
 * Server-side apply of `wanted` onto `live` by `manager`: sets what it names, removes what it named before and nobody else owns.
 * Conflicts are fields that others own with another value; with `force` they change hands.
 */
export function applyFields(
  live: JsonObject,
  wanted: JsonObject,
  options: { readonly owners: Owners; readonly manager: string; readonly force: boolean; readonly listKeys: ListKeys },
): { readonly result: JsonObject; readonly owners: Owners } | { readonly conflicts: readonly Conflict[] } {
  const { manager, listKeys } = options;
  const owners = copy(options.owners);
  const result = wire<JsonObject>(live);
  const named = leaves(wanted, listKeys);
  const conflicts = contested(result, named, { ...options, owners });
  if (conflicts.length > 0) return { conflicts };

  const ids = new Set(named.map(({ path }) => pathId(path)));
  const dropped = [...(owners.get(manager) ?? [])].filter((id) => {
    const shared = [...owners].some(([other, fields]) => other !== manager && fields.has(id));
    return !ids.has(id) && !shared && !isFilled(valueAt(result, pathOf(id)));
  });
  for (const path of identitiesLast(dropped.map(pathOf))) removeAt(result, path);
  for (const { path, value } of named) {
    // An empty object only asks that it be there.
    if (!(isObject(value) && isObject(valueAt(result, path)))) setAt(result, path, value);
  }
  owners.set(manager, ids);
  return { result, owners };
}

/** Fields that others own with another value; with `force` they are taken from them instead. */
function contested(
  live: JsonObject,
  named: readonly { readonly path: Path; readonly value: Json }[],
  { owners, manager, force }: { readonly owners: Owners; readonly manager: string; readonly force: boolean },
): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const { path, value } of named) {
    const id = pathId(path);
    if (same(valueAt(live, path), value)) continue;
    const others = [...owners].filter(([other, fields]) => other !== manager && fields.has(id));
    for (const [other, fields] of others) {
      if (force) fields.delete(id);
      else conflicts.push({ manager: other, field: id });
    }
  }
  return conflicts;
}

/** Ownership after a plain write: whoever wrote owns what changed, and what is gone belongs to nobody. */
export function ownersAfterUpdate(
  before: JsonObject,
  after: JsonObject,
  options: { readonly owners: Owners; readonly manager: string; readonly listKeys: ListKeys },
): Owners {
  const owners = copy(options.owners);
  const own = owners.get(options.manager) ?? new Set<string>();
  const present = new Set<string>();
  for (const { path, value } of leaves(after, options.listKeys)) {
    const id = pathId(path);
    present.add(id);
    if (same(valueAt(before, path), value)) continue;
    for (const fields of owners.values()) fields.delete(id);
    own.add(id);
  }
  owners.set(options.manager, own);
  for (const fields of owners.values()) for (const id of fields) if (!present.has(id)) fields.delete(id);
  return owners;
}

/** An element of a keyed list is found by its key fields, so these go when all else has gone. */
function identitiesLast(paths: readonly Path[]): Path[] {
  const isIdentity = (path: Path): boolean => {
    const [holder, field] = path.slice(-2);
    return typeof holder === 'object' && typeof field === 'string' && Object.hasOwn(holder.by, field);
  };
  return [...paths.filter((path) => !isIdentity(path)), ...paths.filter(isIdentity)];
}

function isFilled(value: Json | undefined): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function copy(owners: Owners): Owners {
  return new Map([...owners].map(([manager, fields]) => [manager, new Set(fields)]));
}
