import { createHash } from 'node:crypto';

/** Label-safe digest of the values' JSON with sorted keys: equal for equal values, in whatever order they were built. */
export function valuesDigest(values: object): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(values, sortKeys)).digest('hex').slice(0, 40)}`;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
