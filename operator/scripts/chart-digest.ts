// `node operator/scripts/chart-digest.ts` writes the digest of charts/karmada, as it is now, into the newest entry of the catalogue.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { chartDigest } from '../src/adapters/helm/chart-digest.ts';

const root = resolve(import.meta.dirname, '../..');

async function writeDigest(file: string, digest: string): Promise<void> {
  const document = parseDocument(await readFile(file, 'utf8'));
  document.setIn(['chart', 'digest'], digest);
  await writeFile(file, document.toString());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const digest = await chartDigest(join(root, 'charts/karmada'));
  await writeDigest(join(root, 'config/catalogue/v1.18.1.yaml'), digest);
  console.log(digest);
}
