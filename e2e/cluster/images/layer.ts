import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileCapabilities } from './file-capabilities.ts';
import type { ImageFile } from './spec.ts';
import { tarEnd, tarHeader, tarPadding, type TarEntry } from './tar.ts';

export interface Digest {
  readonly digest: string;
  readonly size: number;
}

/** The layer's bytes, in pieces: nothing of a large program is held in memory. */
export async function* layerBytes(files: readonly ImageFile[]): AsyncGenerator<Buffer> {
  const made = new Set(files.filter(({ kind }) => kind === 'directory').map(({ path }) => path));
  for (const file of files) {
    for (const folder of parents(file.path).filter((path) => !made.has(path))) {
      made.add(folder);
      yield tarHeader({ path: folder.slice(1), kind: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0 });
    }
    const entry = await entryOf(file);
    yield tarHeader(entry);
    yield* contentOf(file);
    yield tarPadding(entry.size);
  }
  yield tarEnd;
}

export async function digestOf(pieces: AsyncIterable<Buffer>): Promise<Digest> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}

/** The content of one file of an image, in pieces. */
export async function* contentOf(file: ImageFile): AsyncGenerator<Buffer> {
  switch (file.kind) {
    case 'directory':
      return;
    case 'text':
      yield Buffer.from(file.content);
      return;
    case 'copy':
      for await (const piece of createReadStream(file.source, { highWaterMark: 1 << 20 }))
        if (Buffer.isBuffer(piece)) yield piece;
  }
}

async function entryOf(file: ImageFile): Promise<TarEntry> {
  const { mode, uid = 0, gid = 0 } = file;
  const common = { path: file.path.slice(1), mode, uid, gid };
  switch (file.kind) {
    case 'directory':
      return { ...common, kind: 'directory', size: 0 };
    case 'text':
      return { ...common, kind: 'file', size: Buffer.byteLength(file.content) };
    case 'copy': {
      const { size } = await stat(file.source);
      if (file.capabilities === undefined) return { ...common, kind: 'file', size };
      return {
        ...common,
        kind: 'file',
        size,
        attributes: { 'security.capability': fileCapabilities(file.capabilities) },
      };
    }
  }
}

function parents(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === '/' ? [] : [...parents(parent), parent];
}
