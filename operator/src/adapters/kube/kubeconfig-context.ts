import { malformed, Rejection } from './rejection.ts';
import type { YamlMap, YamlValue } from './strict-yaml.ts';
import { textOf } from './text-of.ts';

export interface WantedContext {
  readonly cluster: YamlMap;
  readonly user: YamlMap;
}

/** Cluster and user of the named context, or of current-context. Throws a Rejection when one of them is not there. */
export function wantedContext(config: YamlMap, wanted: string | undefined): WantedContext {
  const field = 'current-context';
  const name = wanted ?? textOf(config, field, field);
  if (name === undefined) {
    throw notFound(field, `${field} is not set; set it, or name a context in connection.kubeconfigSecretRef.context`);
  }
  const context = entryOf(config, 'contexts', 'context', name);
  if (context === undefined) {
    const source = wanted === undefined ? field : 'connection.kubeconfigSecretRef.context';
    throw notFound('contexts', `${source} names a context that is not in contexts; add it or name another`);
  }
  return { cluster: partOf(config, context, 'cluster'), user: partOf(config, context, 'user') };
}

function partOf(config: YamlMap, context: YamlMap, part: 'cluster' | 'user'): YamlMap {
  const field = `contexts[].context.${part}`;
  const name = textOf(context, part, field);
  if (name === undefined) throw notFound(field, `${field} is not set; name one of ${part}s`);
  const found = entryOf(config, `${part}s`, part, name);
  if (found !== undefined) return found;
  throw notFound(field, `${field} names an entry that is not in ${part}s; add it or name another`);
}

/** The map under `inner` of the one entry of `list` with this name. */
function entryOf(config: YamlMap, list: string, inner: string, name: string): YamlMap | undefined {
  const named = entriesOf(config, list).filter((entry) => entry.get('name') === name);
  if (named.length > 1) throw malformed(list, `${list} holds two entries of the name that is wanted; keep one of them`);
  const found = named[0]?.get(inner);
  if (named.length === 0 || isMap(found)) return isMap(found) ? found : undefined;
  throw malformed(`${list}[].${inner}`, `${list}[].${inner} is no map of fields`);
}

function entriesOf(config: YamlMap, list: string): readonly YamlMap[] {
  const entries = config.get(list) ?? [];
  if (typeof entries !== 'object' || isMap(entries)) throw malformed(list, `${list} is no list`);
  return entries.filter(isMap);
}

function isMap(value: YamlValue | undefined): value is YamlMap {
  return value instanceof Map;
}

function notFound(field: string, message: string): Rejection {
  return new Rejection('ContextNotFound', field, message);
}
