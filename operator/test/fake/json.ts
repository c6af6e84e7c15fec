export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What remains of a value after a trip over the wire. */
export function wire<T>(value: object): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Equality of JSON values, whatever the order of keys; a field that is undefined is not there. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const [left, right] = [fields(a), fields(b)];
  return left.length === right.length && left.every((key) => same(a[key], b[key]));
}

function fields(object: JsonObject): readonly string[] {
  return Object.keys(object).filter((key) => (object[key] as unknown) !== undefined);
}
