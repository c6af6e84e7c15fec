import { z } from 'zod';

/** One node of a structural schema, as a CRD holds it. */
export interface Structural {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Structural>>;
  readonly items?: Structural;
  readonly additionalProperties?: Structural;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly [key: string]: unknown;
}

type Node = Readonly<Record<string, unknown>>;

const kept = [
  ...['type', 'description', 'format', 'pattern', 'enum', 'default', 'nullable', 'required', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['x-kubernetes-validations', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type'],
];
const handled = new Set([...kept, 'properties', 'items', 'additionalProperties', 'propertyNames', 'anyOf']);
const int32 = { least: -2147483648, most: 2147483647 };

/**
 * The structural schema of a zod schema. It throws, naming the field, where the zod schema says something that a CRD cannot:
 * `oneOf`, cycles, tuples, look-around in a pattern, a list without a merge rule, text or a list without an upper bound, a field without a description.
 * Fields of the root that are named in `without` stay out of it.
 */
export function toStructural(
  schema: z.ZodType,
  { without = [] }: { readonly without?: readonly string[] } = {},
): Structural {
  const openApi = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io: 'input',
    reused: 'inline',
    cycles: 'throw',
    // A tuple comes out as a list of a union, which could be mistaken for integer or text.
    override: ({ zodSchema, path }) => {
      if (zodSchema._zod.def.type === 'tuple') throw refusal(`.${path.join('.')}`, 'a CRD has no tuples');
    },
  });
  const { properties, ...root } = asNode(openApi) ?? {};
  const wanted = [...nodesOf(properties)].filter(([name]) => !without.includes(name));
  return convert(wanted.length > 0 ? { ...root, properties: Object.fromEntries(wanted) } : root, '');
}

function convert(node: Node, path: string): Structural {
  const unknown = Object.keys(node).filter((key) => !handled.has(key));
  if (unknown.length > 0) throw refusal(path, `a CRD has no ${unknown.join(', ')}`);
  if ('anyOf' in node) return intOrString(node, path);
  if (node['type'] === undefined)
    return { ...pick(node, ['description']), 'x-kubernetes-preserve-unknown-fields': true };
  const type: unknown = node['type'];
  switch (type) {
    case 'object':
      return convertObject(node, path);
    case 'array':
      return convertArray(node, path);
    case 'string':
      return convertString(node, path);
    case 'integer':
      return convertInteger(node);
    default:
      return pick(node, kept);
  }
}

function convertObject(node: Node, path: string): Structural {
  const properties = nodesOf(node['properties']);
  const values = asNode(node['additionalProperties']);
  if (values === undefined) return { ...pick(node, kept), properties: convertProperties(properties, path) };
  if (Object.keys(values).length === 0) return { ...pick(node, kept), 'x-kubernetes-preserve-unknown-fields': true };
  if (node['maxProperties'] === undefined)
    throw refusal(path, 'a map needs maxProperties, or CEL over it has no cost limit');
  return { ...pick(node, kept), additionalProperties: convert(values, `${path}.*`) };
}

function convertProperties(properties: ReadonlyMap<string, Node>, path: string): Readonly<Record<string, Structural>> {
  const entries = [...properties].map(([name, property]) => {
    const converted = convert(property, `${path}.${name}`);
    if (!converted.description) throw refusal(`${path}.${name}`, 'has no description');
    return [name, converted] as const;
  });
  return Object.fromEntries(entries);
}

function convertArray(node: Node, path: string): Structural {
  const item = asNode(node['items']);
  if (item === undefined) throw refusal(path, 'all items of a list need one and the same schema');
  if (node['maxItems'] === undefined) throw refusal(path, 'a list needs maxItems');
  if (node['x-kubernetes-list-type'] === undefined)
    throw refusal(path, 'a list needs x-kubernetes-list-type, or applying it replaces it whole');
  return { ...pick(node, kept), items: convert(item, `${path}[]`) };
}

function convertString(node: Node, path: string): Structural {
  const { pattern, format } = node;
  // Of the formats that both know, only this one means the same to both; the server checks it by itself.
  if (format === 'date-time')
    return pick(
      node,
      kept.filter((key) => key !== 'pattern'),
    );
  if (typeof format === 'string') throw refusal(path, `the server reads the format ${format} in another way`);
  if (typeof pattern === 'string' && /\(\?[=!<]/.test(pattern))
    throw refusal(path, 'Go knows no look-around in a pattern');
  if (node['enum'] === undefined && node['maxLength'] === undefined) throw refusal(path, 'text needs maxLength');
  return pick(node, kept);
}

function convertInteger(node: Node): Structural {
  const { minimum, maximum } = node;
  const isNarrow =
    typeof minimum === 'number' && typeof maximum === 'number' && minimum >= int32.least && maximum <= int32.most;
  return { ...pick(withoutArtificialBounds(node), kept), format: isNarrow ? 'int32' : 'int64' };
}

/** zod writes down the bounds of JavaScript's safe integers and of int32, which the format tells already. */
function withoutArtificialBounds({ minimum, maximum, ...rest }: Node): Node {
  return {
    ...rest,
    ...(minimum === Number.MIN_SAFE_INTEGER || minimum === int32.least ? {} : { minimum }),
    ...(maximum === Number.MAX_SAFE_INTEGER || maximum === int32.most ? {} : { maximum }),
  };
}

function intOrString(node: Node, path: string): Structural {
  const options = Array.isArray(node['anyOf']) ? node['anyOf'].map(asNode) : [];
  const integer = options.find((option) => option?.['type'] === 'integer');
  const text = options.find((option) => option?.['type'] === 'string');
  if (options.length !== 2 || integer === undefined || text === undefined)
    throw refusal(path, 'the only union of a CRD is integer or text');
  return {
    ...pick(node, ['description', 'x-kubernetes-validations']),
    ...pick(text, ['pattern', 'maxLength']),
    ...pick(withoutArtificialBounds(integer), ['minimum', 'maximum']),
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    'x-kubernetes-int-or-string': true,
  };
}

function pick(node: Node, keys: readonly string[]): Node {
  return Object.fromEntries(
    keys.filter((key) => node[key] !== undefined && !isEmpty(node[key])).map((key) => [key, node[key]]),
  );
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function nodesOf(value: unknown): ReadonlyMap<string, Node> {
  return new Map(Object.entries(asNode(value) ?? {}).map(([name, node]) => [name, asNode(node) ?? {}]));
}

const refusal = (path: string, why: string): Error => new Error(`${path === '' ? 'the root' : path.slice(1)}: ${why}`);
