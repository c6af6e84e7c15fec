import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheDirectory } from '../tools.ts';
import { contentOf, digestOf, layerBytes } from './layer.ts';
import { imageDocuments } from './oci.ts';
import type { ImageSpec } from './spec.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/**
 * Builds an image and returns the path of its archive: an OCI layout that containerd, docker and kind load.
 * The archive stays in the tool cache under a digest of all that goes in, so that building it again costs a read.
 */
export async function buildImage(spec: ImageSpec): Promise<string> {
  const folder = join(cacheDirectory(), 'images', spec.name.replaceAll(/[^a-z0-9._-]+/gi, '_'));
  const archive = join(folder, `${await inputDigest(spec)}.tar`);
  if (await touched(archive)) return archive;
  await mkdir(folder, { recursive: true });
  await removeUnused(folder);
  const unfinished = `${archive}.${process.pid}`;
  try {
    await pipeline(Readable.from(archiveBytes(spec)), createWriteStream(unfinished));
    await rename(unfinished, archive);
  } finally {
    await rm(unfinished, { force: true });
  }
  return archive;
}

/** Whether the archive is there; if so, it counts as used now. */
async function touched(archive: string): Promise<boolean> {
  const now = new Date();
  return utimes(archive, now, now).then(
    () => true,
    () => false,
  );
}

/** Every change of a program makes a new archive; those of the same name that nobody used for an hour go. */
async function removeUnused(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < Date.now() - 3600_000) await rm(join(folder, name), { force: true });
  }
}

/** Raise it when the way an archive is written changes. */
const format = 1;

async function inputDigest(spec: ImageSpec): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ format, ...spec }));
  for (const file of spec.files) for await (const piece of contentOf(file)) hash.update(piece);
  return hash.digest('hex');
}

async function* archiveBytes(spec: ImageSpec): AsyncGenerator<Buffer> {
  const layer = await digestOf(layerBytes(spec.files));
  for (const { path, content } of imageDocuments(spec, layer)) yield* tarFile(path, content);
  yield tarHeader({ path: blobPath(layer.digest), kind: 'file', mode: 0o644, uid: 0, gid: 0, size: layer.size });
  yield* layerBytes(spec.files);
  yield tarPadding(layer.size);
  yield tarEnd;
}

function* tarFile(path: string, content: string): Generator<Buffer> {
  const bytes = Buffer.from(content);
  yield tarHeader({ path, kind: 'file', mode: 0o644, uid: 0, gid: 0, size: bytes.length });
  yield bytes;
  yield tarPadding(bytes.length);
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
