import { constants } from 'node:fs';
import { access, open, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import type { Tool } from './table.ts';

/** The real path of a program on PATH that is this very version and static (it may be packed into an image). */
export async function foundOnPath(name: string, tool: Tool): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry.startsWith('/'))) {
    const path = join(folder, name);
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there && (await isStatic(path)) && (await reportsVersion(path, tool))) return realpath(path);
  }
  return undefined;
}

export async function reportsVersion(path: string, tool: Tool): Promise<boolean> {
  const asked = await execa(path, [...tool.ask], { reject: false, all: true, timeout: 20_000, stdin: 'ignore' });
  return namesVersion(asked.all, tool.version);
}

/** Whether the text holds this version, and not merely one that begins like it. */
export function namesVersion(text: string, version: string): boolean {
  const bare = version.replace(/^v/, '').replaceAll('.', '\\.');
  return new RegExp(`(^|[^0-9.])${bare}($|[^0-9.-]|\\.(?![0-9]))`, 'm').test(text);
}

/** A dynamic ELF program has a PT_INTERP (type 3) program header. */
async function isStatic(path: string): Promise<boolean> {
  await using file = await open(path);
  const head = Buffer.alloc(8192);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  if (bytesRead < 64 || head.toString('latin1', 0, 4) !== '\u007fELF' || head[4] !== 2) return false;
  const [offset, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
  if (offset + size * count > bytesRead) return false;
  return !Array.from({ length: count }, (_, index) => head.readUInt32LE(offset + index * size)).includes(3);
}
