import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parse } from 'yaml';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';

const root = resolve(import.meta.dirname, '../..');
const karmada = 'github.com/karmada-io/karmada';

export interface KarmadaModule {
  readonly version: string;
  readonly directory: string;
}

/** Karmada's Go module in the version that the tools pin, downloaded if it is not there yet. Rejects without Go or without the module. */
export async function karmadaModule(): Promise<KarmadaModule> {
  const go = {
    cwd: join(root, 'e2e/cluster/tools/kubernetes'),
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/local/go/bin`, GOFLAGS: '-mod=readonly', GOWORK: 'off' },
  };
  await execa('go', ['mod', 'download', karmada], go);
  const { stdout } = await execa('go', ['list', '-m', '-f', '{{.Version}} {{.Dir}}', karmada], go);
  const [version = '', directory = ''] = stdout.split(' ');
  return { version, directory };
}

/** The module's CustomResourceDefinitions as one JSON text, by file name: the same module gives the same bytes everywhere. */
export async function crdBundle({ directory }: KarmadaModule): Promise<string> {
  const bases = join(directory, 'charts/karmada/_crds/bases');
  const files = (await readdir(bases, { recursive: true })).filter((file) => file.endsWith('.yaml')).sort();
  return JSON.stringify(
    await Promise.all(files.map(async (file): Promise<unknown> => parse(await readFile(join(bases, file), 'utf8')))),
  );
}

/** Writes `dist/bundles/karmada-<version>.json` and throws unless its digest is the one that the catalogue names. */
async function writeBundle(): Promise<string> {
  const module = await karmadaModule();
  const bundle = await crdBundle(module);
  const digest = `sha256:${createHash('sha256').update(bundle).digest('hex')}`;
  const catalogue = await loadCatalogue(join(root, 'config/catalogue'));
  const wanted = catalogue.find((entry) => entry.karmada === module.version)?.crds.digest;
  if (wanted !== digest) throw new Error(`the catalogue names ${wanted ?? 'no digest'}, the module gives ${digest}`);
  const target = join(root, `dist/bundles/karmada-${module.version}.json`);
  await mkdir(join(root, 'dist/bundles'), { recursive: true });
  await writeFile(target, bundle);
  return target;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await writeBundle());
