import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';

/**
 * Writes `dist/bundles/karmada-<version>.json`: Karmada's CustomResourceDefinitions from the Go module that the tools pin, and fails
 * unless its digest is the one that the catalogue names.
 */
const root = join(import.meta.dirname, '..', '..');
const karmadaModule = 'github.com/karmada-io/karmada';

const { version, directory } = await pinnedModule();
const bundle = JSON.stringify(await definitions(join(directory, 'charts', 'karmada', '_crds', 'bases')));
const digest = `sha256:${createHash('sha256').update(bundle).digest('hex')}`;
const target = join(root, 'dist', 'bundles', `karmada-${version}.json`);
await mkdir(join(root, 'dist', 'bundles'), { recursive: true });
await writeFile(target, bundle);
console.log(`karmada ${version}: ${bundle.length} bytes, ${digest}`);

const wanted = await catalogueDigest(version);
if (wanted !== digest) {
  console.error(`config/catalogue/${version}.yaml names ${wanted}: look at what changed, then write the digest there`);
  process.exitCode = 1;
}

async function pinnedModule(): Promise<{ version: string; directory: string }> {
  const tools = join(root, 'e2e', 'cluster', 'tools', 'kubernetes');
  const format = '{{.Version}} {{.Dir}}';
  const { stdout } = await execa('go', ['list', '-m', '-f', format, karmadaModule], { cwd: tools });
  const [found = '', folder = ''] = stdout.split(' ');
  if (folder === '')
    throw new Error(`${karmadaModule} ${found} is not in the module cache: run "go mod download" in ${tools}`);
  return { version: found, directory: folder };
}

/** Sorted by name, keys in the order of the files, so that the same module gives the same bytes everywhere. */
async function definitions(bases: string): Promise<readonly unknown[]> {
  const files = (await readdir(bases, { recursive: true })).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(files.map(async (file): Promise<unknown> => parse(await readFile(join(bases, file), 'utf8'))));
}

async function catalogueDigest(of: string): Promise<string> {
  const entry: unknown = parse(await readFile(join(root, 'config', 'catalogue', `${of}.yaml`), 'utf8'));
  return digestIn(entry) ?? 'none';
}

function digestIn(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('crds' in entry)) return undefined;
  const { crds } = entry;
  if (typeof crds !== 'object' || crds === null || !('digest' in crds)) return undefined;
  return typeof crds.digest === 'string' ? crds.digest : undefined;
}
