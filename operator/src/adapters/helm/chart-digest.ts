import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** `sha256:` and hex over every file under a chart's directory, by path and content. Rejects when the directory cannot be read or holds a link. */
export async function chartDigest(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const foreign = files.find((entry) => !entry.isFile());
  if (foreign !== undefined) throw new Error(`chart file ${foreign.name} is no regular file`);

  const paths = files.map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')).toSorted();
  const digest = createHash('sha256');
  for (const path of paths) {
    const content = await readFile(join(dir, path));
    // Lengths keep a file's end and the next file's name apart.
    digest.update(`${Buffer.byteLength(path)}:${path}${content.length}:`).update(content);
  }
  return `sha256:${digest.digest('hex')}`;
}
