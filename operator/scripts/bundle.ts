// What Node runs: dist/operator/main.js, and chunks beside it for what is imported only when it is needed. Run as a program it prints what it weighs.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '../..');

/** esbuild leaves `require` of CommonJS dependencies as it is, and an ES module has none. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** npm packages inside, the heaviest first. */
  readonly packages: readonly { readonly name: string; readonly bytes: number }[];
}

/** Bundles `entry` as `<directory>/main.js`, source maps beside it; what was in the directory goes. Throws esbuild's BuildFailure. */
export async function bundle(
  entry = join(root, 'operator/src/main.ts'),
  directory = join(root, 'dist/operator'),
): Promise<Bundle> {
  await rm(directory, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { main: entry },
    outdir: directory,
    bundle: true,
    // A chunk that is never imported costs no memory.
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    // A CommonJS build that is imported on demand has no named exports.
    mainFields: ['module', 'main'],
    target: 'node24',
    format: 'esm',
    sourcemap: 'linked',
    sourcesContent: false,
    // Not minified: a crash prints the line it died in, and minified that line is half of the program.
    legalComments: 'none',
    metafile: true,
    banner: { js: banner },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.js'));
  return {
    file: join(directory, 'main.js'),
    bytes: sum(outputs.map(([, { bytes }]) => bytes)),
    packages: packagesOf(outputs.map(([, { inputs }]) => inputs)),
  };
}

function packagesOf(outputs: readonly Readonly<Record<string, { bytesInOutput: number }>>[]): Bundle['packages'] {
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of outputs.flatMap((inputs) => Object.entries(inputs))) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
    if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes, packages } = await bundle();
  const heaviest = packages.slice(0, 5).map(({ name, bytes: size }) => `${name} ${Math.ceil(size / 1024)}`);
  console.log(`${file}  ${Math.ceil(bytes / 1024)} KiB, ${packages.length} packages (KiB: ${heaviest.join(', ')})`);
}
