import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Manifest } from './manifest.ts';

/** Karmada's CustomResourceDefinitions of one version, without what depends on a single plane. */
export interface CrdBundle {
  /** `sha256:` and hex, of the bundle's bytes. */
  readonly digest: string;
  readonly definitions: readonly Manifest[];
}

/** Reads a bundle and proves that it is the one the catalogue names. Rejects when it is not, or cannot be read. */
export async function readCrdBundle(path: string, digest: string): Promise<CrdBundle> {
  const bytes = await readFile(path);
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (found !== digest) throw new Error(`${path} has digest ${found}, the catalogue names ${digest}`);
  const definitions: unknown = JSON.parse(bytes.toString('utf8'));
  if (!Array.isArray(definitions) || !definitions.every(isManifest)) throw new Error(`${path} is no list of objects`);
  return { digest, definitions };
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;
}
