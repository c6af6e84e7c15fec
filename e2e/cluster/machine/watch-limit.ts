import { readFile, writeFile } from 'node:fs/promises';

const file = '/proc/sys/fs/inotify/max_user_instances';
const enough = 2048;

/** Every API server watches its certificate files; the usual 128 watchers for a user do not last for many of them. */
export async function raiseWatchLimit(): Promise<void> {
  if ((await watchLimit()) < enough) await writeFile(file, String(enough));
}

/** Nobody can know who else has come to need it, so it is told and not taken back. */
export async function watchLimitKept(): Promise<string | undefined> {
  if ((await watchLimit()) !== enough) return undefined;
  return `fs.inotify.max_user_instances at ${enough}, to which it was raised, until this computer starts again`;
}

async function watchLimit(): Promise<number> {
  return Number(await readFile(file, 'utf8'));
}
