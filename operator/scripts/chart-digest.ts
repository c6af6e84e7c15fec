// `node operator/scripts/chart-digest.ts` writes the digest of charts/karmada, as it is now, into the newest entry of the catalogue.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '../..');

/** `sha256:` and hex over every file of the chart, by path and content. */
export async function chartDigest(name: string): Promise<string> {
  const directory = join(root, 'charts', name);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const paths = files.map((file) => relative(directory, file).split(sep).join('/')).sort();
  const digest = createHash('sha256');
  for (const path of paths) {
    const content = await readFile(join(directory, path));
    // Lengths keep a file's end and the next file's name apart.
    digest.update(`${Buffer.byteLength(path)}:${path}${content.length}:`).update(content);
  }
  return `sha256:${digest.digest('hex')}`;
}

async function writeDigest(file: string, digest: string): Promise<void> {
  const document = parseDocument(await readFile(file, 'utf8'));
  document.setIn(['chart', 'digest'], digest);
  await writeFile(file, document.toString());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const digest = await chartDigest('karmada');
  await writeDigest(join(root, 'config/catalogue/v1.18.1.yaml'), digest);
  console.log(digest);
}
