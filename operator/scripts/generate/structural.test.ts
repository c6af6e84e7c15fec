import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { kinds } from './kinds.ts';
import { rootSchema } from './crd.ts';
import { type Structural, toStructural } from './structural.ts';

const field = (schema: z.ZodType): Structural =>
  toStructural(z.object({ field: schema.describe('A field.') })).properties!.field!;

describe('what zod says and a CRD says differently', () => {
  test('integers lose the bounds of JavaScript and say their width', () => {
    expect(field(z.int())).toEqual({ type: 'integer', description: 'A field.', format: 'int64' });
    expect(field(z.int().min(-1))).toEqual({ type: 'integer', description: 'A field.', minimum: -1, format: 'int64' });
    expect(field(z.int32())).toEqual({ type: 'integer', description: 'A field.', format: 'int32' });
    expect(field(z.int32().min(1).max(9))).toEqual({
      type: 'integer',
      description: 'A field.',
      minimum: 1,
      maximum: 9,
      format: 'int32',
    });
  });

  test('what may be anything is kept as it is', () => {
    expect(field(z.unknown())).toEqual({ description: 'A field.', 'x-kubernetes-preserve-unknown-fields': true });
    expect(field(z.looseObject({}))).toEqual({
      type: 'object',
      description: 'A field.',
      'x-kubernetes-preserve-unknown-fields': true,
    });
  });

  test('an object that is strict in zod prunes on the server', () => {
    expect(field(z.strictObject({}))).toEqual({ type: 'object', description: 'A field.', properties: {} });
  });

  test('integer or text is a type of its own', () => {
    expect(
      field(
        z.union([
          z.int().min(0),
          z
            .string()
            .max(9)
            .regex(/^[0-9]+m?$/),
        ]),
      ),
    ).toEqual({
      description: 'A field.',
      maxLength: 9,
      pattern: '^[0-9]+m?$',
      minimum: 0,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      'x-kubernetes-int-or-string': true,
    });
  });

  test('a literal is an enum, and a time has a format and no pattern', () => {
    expect(field(z.literal('Managed')).enum).toEqual(['Managed']);
    expect(field(z.iso.datetime({ offset: true }))).toEqual({
      type: 'string',
      description: 'A field.',
      format: 'date-time',
    });
  });

  test('a default and what starts with x-kubernetes pass', () => {
    const schema = field(
      z
        .object({ a: z.int().describe('A.') })
        .default({ a: 1 })
        .meta({ 'x-kubernetes-map-type': 'atomic' }),
    );
    expect(schema).toMatchObject({ default: { a: 1 }, 'x-kubernetes-map-type': 'atomic' });
  });

  test('a field with a default is not required of the writer', () => {
    expect(
      toStructural(z.object({ a: z.int().default(1).describe('A.'), b: z.int().describe('B.') })).required,
    ).toEqual(['b']);
  });
});

const text = z.string().max(9);
const refused: readonly [string, z.ZodType, string][] = [
  [
    'a discriminated union',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
    'a CRD has no oneOf',
  ],
  ['a union of two objects', z.union([z.object({}), z.object({})]), 'the only union of a CRD is integer or text'],
  ['a union of three', z.union([z.int(), text, z.boolean()]), 'the only union of a CRD is integer or text'],
  [
    'look-ahead',
    z
      .string()
      .max(9)
      .regex(/^(?=a)a$/),
    'Go knows no look-around in a pattern',
  ],
  [
    'look-behind',
    z
      .string()
      .max(9)
      .regex(/^a(?<!b)$/),
    'Go knows no look-around in a pattern',
  ],
  ['a duration of zod', z.iso.duration(), 'the server reads the format duration in another way'],
  ['text without an end', z.string(), 'text needs maxLength'],
  ['a list without an end', z.array(text).meta({ 'x-kubernetes-list-type': 'set' }), 'a list needs maxItems'],
  [
    'a list without a merge rule',
    z.array(text).max(3),
    'a list needs x-kubernetes-list-type, or applying it replaces it whole',
  ],
  ['a map without an end', z.record(z.string(), text), 'a map needs maxProperties, or CEL over it has no cost limit'],
  ['a tuple', z.tuple([text, z.int()]), 'a CRD has no tuples'],
];

describe('what a CRD cannot say is refused with the name of the field', () => {
  test.each(refused)('%s', (_, schema, why) => expect(() => field(schema)).toThrow(new RegExp(`field: ${why}`)));

  test('a schema that holds itself', () => {
    interface Tree {
      readonly left?: Tree | undefined;
    }
    const Tree: z.ZodType<Tree> = z.object({ left: z.lazy(() => Tree.optional()).describe('A.') });
    expect(() => toStructural(z.object({ field: Tree.describe('A.') }))).toThrow('Cycle detected');
  });

  test('a field without a description, however deep', () => {
    const schema = z.object({ outer: z.object({ inner: z.int() }).describe('Outer.') });
    expect(() => toStructural(schema)).toThrow('outer.inner: has no description');
  });
});

describe.each(kinds)('$kind', (kind) => {
  const root = rootSchema(kind);

  test('every list merges, every text ends, every field explains itself', () => {
    // The generator throws otherwise; this walks what came out of it, so that a slip of the generator shows as well.
    const all = [...nodes(root)];
    expect(all.length).toBeGreaterThan(50);
    for (const { path, schema } of all) {
      if (path.endsWith(']') || path.endsWith('*')) continue;
      expect([path, (schema.description ?? '').endsWith('.')]).toEqual([path, path !== 'metadata']);
    }
    for (const { path, schema } of all.filter(({ schema: { type } }) => type === 'array')) {
      const wanted = ['status.summary.members', 'spec.isolation.allowFrom'].includes(path) ? /^atomic$/ : /^(map|set)$/;
      expect([path, schema['x-kubernetes-list-type']]).toEqual([path, expect.stringMatching(wanted)]);
    }
  });

  test('the status has only the default that keeps anybody from taking it for ready, and the spec has none', () => {
    const defaults = [...nodes(root)].filter(({ schema }) => schema['default'] !== undefined);
    expect(defaults.map(({ path, schema }) => [path, schema['default']])).toEqual([
      ['status', { observedGeneration: -1 }],
    ]);
  });

  test('no word of the schema is a boolean in YAML 1.1, which kubectl and Helm read', () => {
    const words = [...nodes(root)]
      .flatMap(({ schema }) => schema.enum ?? [])
      .filter((word) => !['True', 'False'].includes(String(word)));
    expect(words.filter((word) => /^(y|n|yes|no|on|off|true|false|null)$/i.test(String(word)))).toEqual([]);
  });

  test('all columns and selectable fields point at fields that exist', () => {
    const paths = new Set([...nodes(root)].map(({ path }) => path));
    const wanted = [...kind.columns.map(({ jsonPath }) => jsonPath), ...kind.selectableFields];
    for (const path of wanted.filter((jsonPath) => !jsonPath.startsWith('.metadata'))) {
      expect(paths).toContain(path.slice(1).replace(/\[\?.*?\]/, '[]'));
    }
  });
});

function* nodes(schema: Structural, path = ''): Generator<{ readonly path: string; readonly schema: Structural }> {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const below = path === '' ? name : `${path}.${name}`;
    yield { path: below, schema: child };
    yield* nodes(child, below);
  }
  if (schema.items !== undefined) {
    yield { path: `${path}[]`, schema: schema.items };
    yield* nodes(schema.items, `${path}[]`);
  }
  if (schema.additionalProperties !== undefined) yield { path: `${path}.*`, schema: schema.additionalProperties };
}
