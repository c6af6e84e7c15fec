// The operator's image, from scratch: Node, one bundle, Helm, and the charts and catalogue it installs from. Run as a program
// it builds the bundle and the image and prints the archive's path.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildImage } from '../../e2e/cluster/images/build-image.ts';
import { nodeFiles } from '../../e2e/cluster/images/node-files.ts';
import type { ImageFile, ImageSpec } from '../../e2e/cluster/images/spec.ts';
import { toolPath } from '../../e2e/cluster/tools.ts';
import { bundle } from './bundle.ts';

const root = resolve(import.meta.dirname, '../..');
/** The repository's layout again, so that the operator's defaults hold here as in a checkout. */
const home = '/opt/slipway';

/** What the image holds beside Node, Helm and the bundle; every file of it, since the catalogue pins the chart by a digest over all. */
const carried = ['charts/karmada', 'config/catalogue', 'dist/bundles'];

/** The second and third keep the heap small: idle below 120 MB instead of 160 to 170 (docs/benchmarks.md). */
const nodeFlags = ['--disable-proto=delete', '--optimize-for-size', '--max-semi-space-size=1'];

/** Throws when the bundle, the CRD bundles or Helm have not been made yet. */
export async function operatorImage(): Promise<ImageSpec> {
  const data = await Promise.all(carried.map((folder) => filesUnder(folder)));
  return {
    name: await operatorImageName(),
    files: [
      ...(await nodeFiles()),
      { kind: 'copy', source: toolPath('helm'), path: '/usr/local/bin/helm', mode: 0o755 },
      { kind: 'text', path: `${home}/package.json`, mode: 0o644, content: '{"type":"module"}\n' },
      ...(await filesUnder('dist/operator')).filter(({ path }) => path.endsWith('.js')),
      ...data.flat(),
    ],
    // No --enable-source-maps: reading the map costs 90 MB. The map stays in dist/ for whoever holds a stack trace.
    entrypoint: ['/usr/local/bin/node', ...nodeFlags, `${home}/dist/operator/main.js`],
    env: {
      PATH: '/usr/local/bin',
      // One arena for all threads, and what is free goes back: else they keep megabytes each.
      MALLOC_ARENA_MAX: '1',
      MALLOC_TRIM_THRESHOLD_: '131072',
      SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
      SLIPWAY_HELM_BINARY: '/usr/local/bin/helm',
    },
    user: '65532:65532',
    workdir: home,
    labels: {
      'org.opencontainers.image.title': 'slipway-operator',
      'org.opencontainers.image.source': 'https://github.com/slipway-dev/slipway',
      'org.opencontainers.image.licenses': 'Apache-2.0',
    },
  };
}

/** With the version of package.json, which is the chart's appVersion too. */
export async function operatorImageName(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return `ghcr.io/slipway-dev/slipway-operator:${version}`;
}

async function filesUnder(folder: string): Promise<readonly ImageFile[]> {
  if (!existsSync(join(root, folder))) throw new Error(`${folder} is not there: run make generate`);
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((file) => file.slice(root.length + 1))
    .sort()
    .map(carry);
}

function carry(file: string): ImageFile {
  return { kind: 'copy', source: join(root, file), path: `${home}/${file}`, mode: 0o644 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
  const spec = await operatorImage();
  console.log(`${spec.name}  ${await buildImage(spec)}`);
}
