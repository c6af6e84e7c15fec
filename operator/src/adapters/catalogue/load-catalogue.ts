import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentKeys } from '../../api/names.ts';
import type { Catalogue } from '../../instance/plan/catalogue.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const image = z.string().min(1);

const CatalogueFile = z.object({
  karmada: z.string().regex(/^v\d+\.\d+\.\d+$/),
  chart: z.object({ name: z.string(), version: z.string(), digest }),
  images: z.record(z.enum(componentKeys), image),
  kubernetes: z.string(),
  etcd: z.string(),
  members: z.object({ min: z.string(), max: z.string() }),
  crds: z.object({ digest }),
});

/** Every version this operator can install, newest first. Rejects with the file's name when one cannot be used. */
export async function loadCatalogue(directory: string): Promise<Catalogue> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.yaml'));
  const entries = await Promise.all(files.map((file) => load(directory, file)));
  return entries.sort((a, b) => b.karmada.localeCompare(a.karmada, 'en', { numeric: true }));
}

async function load(directory: string, file: string): Promise<Catalogue[number]> {
  const parsed = CatalogueFile.safeParse(parse(await readFile(join(directory, file), 'utf8')));
  if (!parsed.success) throw new Error(`catalogue file ${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
