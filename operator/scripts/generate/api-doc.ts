import { apiVersion } from '../../src/api/group.ts';
import { reservedArgs } from '../../src/api/instance/reserved-args.ts';
import { type Kind, rootSchema } from './crd.ts';
import { table } from './markdown.ts';
import type { Structural } from './structural.ts';

interface Row {
  readonly path: string;
  readonly schema: Structural;
  readonly required: boolean;
}

/** The reference of all fields, as Markdown. */
export function apiDoc(kinds: readonly Kind[]): string {
  return [
    '# API reference',
    '',
    `All kinds are of \`${apiVersion}\`. No field of a spec has a default that the server writes: an unset field means what its description says, and stays unset.`,
    '',
    ...kinds.flatMap(kindDoc),
    '## Flags that extraArgs refuses',
    '',
    'The operator answers for them: they decide who a component is, whom it trusts, where it listens and dials, which files it reads and writes, what it stores and what its logs give away. A name that ends in `*` stands for all that begin so.',
    '',
    ...table(
      ['component', 'flags'],
      Object.entries(reservedArgs).map(([component, flags]) => [
        `\`${component}\``,
        flags.map((flag) => `\`${flag}\``).join(', '),
      ]),
    ),
  ].join('\n');
}

function kindDoc(kind: Kind): readonly string[] {
  const root = rootSchema(kind);
  const sections = ['spec', 'status'].flatMap((name) => {
    const schema = root.properties?.[name] ?? {};
    const rows = rowsBelow(name, schema).map(({ path, schema: field, required }) => [
      `\`${path}\`${required ? ' (required)' : ''}`,
      typeText(field),
      [field.description ?? '', ...limits(field)].join(' '),
    ]);
    return [
      `### ${kind.kind} ${name}`,
      '',
      schema.description ?? '',
      '',
      ...rules(schema),
      ...table(['field', 'type', 'meaning'], rows),
    ];
  });
  return [
    `## ${kind.kind}`,
    '',
    `${root.description ?? ''} Short name \`${kind.shortName}\`, namespaced.`,
    '',
    ...rules(root),
    ...sections,
  ];
}

function rowsBelow(path: string, schema: Structural): readonly Row[] {
  const inner = schema.items ?? schema;
  const prefix = schema.items === undefined ? path : `${path}[]`;
  return Object.entries(inner.properties ?? {}).flatMap(([name, field]) => [
    { path: `${prefix}.${name}`, schema: field, required: inner.required?.includes(name) ?? false },
    ...rowsBelow(`${prefix}.${name}`, field),
  ]);
}

function typeText(schema: Structural): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema['x-kubernetes-int-or-string'] === true) return 'integer or string';
  if (schema.items !== undefined) return `list of ${schema.items.type ?? 'any'}`;
  if (schema.additionalProperties !== undefined) return `map of ${schema.additionalProperties.type ?? 'any'}`;
  return typeof schema['format'] === 'string' && schema.type === 'string' ? schema['format'] : (schema.type ?? 'any');
}

function limits(schema: Structural): readonly string[] {
  const { minimum, maximum, maxLength, maxItems, maxProperties, enum: values } = schema;
  const isAmount = schema['x-kubernetes-int-or-string'] === true;
  const isPlain = values === undefined && !isAmount;
  const range =
    typeof minimum === 'number' && typeof maximum === 'number' && !isAmount ? [`From ${minimum} to ${maximum}.`] : [];
  const size = typeof maxLength === 'number' && isPlain ? [`At most ${maxLength} characters.`] : [];
  const items = [maxItems, maxProperties]
    .filter((limit) => typeof limit === 'number')
    .map((limit) => `At most ${limit} items.`);
  const refusals = [...messages(schema.items ?? {}), ...messages(schema)].map(
    (message) => `Refused otherwise: “${message}”.`,
  );
  return [...range, ...size, ...items, ...refusals];
}

function rules(schema: Structural): readonly string[] {
  const lines = messages(schema).map((message) => `- Refused otherwise: “${message}”.`);
  return lines.length === 0 ? [] : [...lines, ''];
}

function messages(schema: Structural): readonly string[] {
  const found: unknown = schema['x-kubernetes-validations'];
  if (!Array.isArray(found)) return [];
  return found.flatMap((rule: unknown) => (hasMessage(rule) ? [rule.message] : []));
}

const hasMessage = (rule: unknown): rule is { readonly message: string } =>
  typeof rule === 'object' && rule !== null && 'message' in rule && typeof rule.message === 'string';
