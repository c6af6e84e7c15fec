import { isCollection, isMap, isPair, isScalar, parseDocument, type Document } from 'yaml';

export type YamlRead =
  | { readonly kind: 'read'; readonly value: YamlValue }
  /** `why` completes "the kubeconfig …" and holds nothing of the text. */
  | { readonly kind: 'refused'; readonly why: string };

/** What JSON can say. Maps are Maps, so that no key of the text can reach a prototype. */
export type YamlValue = string | number | boolean | null | YamlMap | readonly YamlValue[];
export type YamlMap = ReadonlyMap<string, YamlValue>;

/** Reads one YAML document from an untrusted text: no aliases, anchors, tags, directives or keys that stand twice; at most 16 levels. */
export function strictYaml(text: string): YamlRead {
  if ((text.match(structure)?.length ?? 0) > structureLimit) return { kind: 'refused', why: 'has too many fields' };
  try {
    return { kind: 'read', value: valueOf(parseDocument(text, options)) };
  } catch (error) {
    // Anything but our own refusal is the library giving up; its words could quote the text.
    return { kind: 'refused', why: error instanceof Refusal ? error.why : unreadable };
  }
}

/** Parsing takes time with each of these, and half a second with as many as fit into a Secret: time in which nothing else runs. */
const structure = /[\n[\]{},?&*!|>%#:-]/g;
const structureLimit = 2048;

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // The library compares every key with every other; `plainMap` looks them up.
  uniqueKeys: false,
  // With 'silent' a second document goes unnoticed; nothing is logged in either case.
  logLevel: 'error',
  prettyErrors: false,
} as const;

const unreadable = 'is no YAML that can be read';

class Refusal extends Error {
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

function valueOf({ errors, directives, contents }: Document): YamlValue {
  const [fault] = errors;
  if (fault !== undefined) {
    throw new Refusal(fault.code === 'MULTIPLE_DOCS' ? 'holds several YAML documents; keep one' : unreadable);
  }
  const tagged = Object.entries(directives?.tags ?? {}).some(([handle]) => handle !== '!!');
  if (directives?.yaml.explicit === true || tagged) {
    throw new Refusal('holds a YAML directive; remove the lines that begin with %');
  }
  return plain(contents, 0);
}

function plain(node: unknown, depth: number): YamlValue {
  if (node === null) return null;
  if (depth > 16) throw new Refusal('is nested too deeply');
  if (!isScalar(node) && !isCollection(node)) {
    throw new Refusal('uses YAML aliases; write every value where it belongs');
  }
  if (node.tag !== undefined) throw new Refusal('uses YAML tags; remove the words that begin with !');
  if (node.anchor !== undefined) throw new Refusal('uses YAML anchors; write every value where it belongs');
  if (isScalar(node)) return scalar(node.value);
  if (isMap(node)) return plainMap(node.items, depth);
  return node.items.map((item) => plain(item, depth + 1));
}

function plainMap(items: readonly unknown[], depth: number): YamlMap {
  const map = new Map<string, YamlValue>();
  for (const item of items) {
    const key = isPair(item) ? plain(item.key, depth + 1) : undefined;
    if (!isPair(item) || typeof key !== 'string') throw new Refusal('has a key that is no plain text');
    if (map.has(key)) throw new Refusal('has a key twice in one place; keep one of them');
    map.set(key, plain(item.value ?? null, depth + 1));
  }
  return map;
}

function scalar(value: unknown): YamlValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Refusal('has a number that JSON cannot hold');
}
