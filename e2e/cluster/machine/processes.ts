// What runs on this computer, read from /proc.
import { readdir, readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';
import { namespacePath } from './network.ts';

/** The arguments a process was started with; undefined once it is gone. */
export async function commandOf(pid: number): Promise<readonly string[] | undefined> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // A process that ended and was not collected yet has an empty command line.
  return text === '' ? undefined : text.replace(/\u0000$/, '').split('\u0000');
}

/** Number and moment of birth: no two processes share it until the computer starts anew. */
export async function identityOf(pid: number): Promise<string> {
  return `${pid} ${(await statusOf(pid))[19] ?? 'gone'}`;
}

/** Whether it still holds what it opened; its arguments are lost long before. */
export async function isAlive(pid: number): Promise<boolean> {
  return holdsFiles(await statusOf(pid));
}

/** Of the fields of `statusOf`. The first thread may be a zombie while others have yet to end: they share all files, ports too. */
export function holdsFiles([state = '', ...rest]: readonly string[]): boolean {
  const threads = Number(rest[16]);
  return state !== '' && (!['Z', 'X'].includes(state) || threads > 1);
}

/** Every living process whose network is the named namespace: the truth about who is in there, whatever a pid file says. */
export async function processesIn(namespace: string): Promise<readonly number[]> {
  const wanted = await inode(namespacePath(namespace));
  if (wanted === undefined) return [];
  const all = await allProcesses();
  const found = await Promise.all(
    all.map(async (pid) => ((await inode(`/proc/${pid}/ns/net`)) === wanted ? [pid] : [])),
  );
  return found.flat();
}

/** Every living process whose arguments satisfy `fits`. */
export async function processesWhere(fits: (command: readonly string[]) => boolean): Promise<readonly number[]> {
  const all = await allProcesses();
  const found = await Promise.all(all.map(async (pid) => (fits((await commandOf(pid)) ?? []) ? [pid] : [])));
  return found.flat();
}

/** Sends a signal; that the process is gone already is no failure. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** Waits until `done` holds; false if it does not within `deadline` milliseconds. */
export async function holdsWithin(deadline: number, done: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + deadline;
  while (!(await done())) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

async function allProcesses(): Promise<readonly number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function inode(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ ino }) => ino,
    () => undefined,
  );
}

/** The fields of /proc/PID/stat after the name, which stands in parentheses and may hold anything: state, parent, … (proc(5)) */
async function statusOf(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
