import { parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod';

const strings = z.record(z.string(), z.string());

/** One object as YAML writes it. */
export const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: strings.optional(),
    annotations: strings.optional(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Every object of a stream of YAML documents; throws on one that is none. */
export function parseManifests(yaml: string): readonly Manifest[] {
  const documents = parseAllDocuments(yaml).map((document) => z.unknown().parse(document.toJS()));
  return z.array(Manifest).parse(documents.filter((document) => document !== null));
}

/** In YAML 1.1, which kubectl reads: a bare `on` or `Off` would be a boolean. */
export function printManifests(manifests: readonly Manifest[]): string {
  const style = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true } as const;
  return manifests.map((manifest) => stringify(manifest, style)).join('---\n');
}

/** Without what only means something to Helm. */
export function withoutHelm(manifest: Manifest): Manifest {
  return z.looseObject({}).pipe(Manifest).parse(cleaned(manifest));
}

const ofHelm = /^(helm\.sh\/.*|meta\.helm\.sh\/.*|app\.kubernetes\.io\/(managed-by|instance))$/;

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !ofHelm.test(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, cleaned(inner)]));
}
