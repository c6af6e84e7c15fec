import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import { errorCode } from '../machine/error-code.ts';
import { identityOf } from '../machine/processes.ts';

/** Runs `work` while no other process does the same to this cluster. The lock of a process that died is void. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  await acquire(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  if (await taken(path)) return;
  const holder = await readFile(path, 'utf8').catch(() => '');
  const pid = Number.parseInt(holder, 10);
  if (Number.isInteger(pid) && holder === (await identityOf(pid)))
    throw new Failure(`process ${pid} is working on this cluster`, {
      next: 'wait until it has ended, then run this again',
    });
  await rm(path, { force: true });
  if (!(await taken(path)))
    throw new Failure('another process began to work on this cluster', { next: 'run this again' });
}

/** Whether the lock could be taken. */
async function taken(path: string): Promise<boolean> {
  try {
    await writeFile(path, await identityOf(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
