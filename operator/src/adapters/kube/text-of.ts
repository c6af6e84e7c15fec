import { malformed } from './rejection.ts';
import type { YamlMap } from './strict-yaml.ts';

/** A field's text; undefined when it is not set, which an empty text means too. Throws a Rejection when it is something else. */
export function textOf(map: YamlMap, key: string, path: string): string | undefined {
  const value = map.get(key) ?? '';
  if (typeof value !== 'string') throw malformed(path, `${path} is no text; put it in quotes`);
  return value === '' ? undefined : value;
}
