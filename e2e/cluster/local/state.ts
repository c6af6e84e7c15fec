import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandLine } from '../command-line.ts';
import { Failure } from '../failure.ts';
import type { ClusterSize } from '../plan.ts';

const State = z.object({ name: z.string(), net: z.string(), members: z.int() });

/** What is recorded of a cluster; undefined if there is none, or no more than a half-made folder. */
export async function readState(root: string, name: string): Promise<ClusterSize | undefined> {
  const text = await readFile(join(root, name, 'cluster.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : State.parse(JSON.parse(text));
}

export async function writeState(root: string, size: ClusterSize): Promise<void> {
  const path = join(root, size.name, 'cluster.json');
  await mkdir(join(root, size.name), { recursive: true });
  await writeFile(`${path}.${process.pid}`, `${JSON.stringify(size)}\n`);
  await rename(`${path}.${process.pid}`, path);
}

/** The size to bring up: a cluster keeps its net, and members that it has are kept too. */
export function mergedSize(recorded: ClusterSize | undefined, wanted: ClusterSize): ClusterSize {
  if (recorded === undefined) return wanted;
  if (recorded.net !== wanted.net)
    throw new Failure(`cluster ${wanted.name} stands on net ${recorded.net}, not ${wanted.net}`, {
      next: `remove it first: ${commandLine('down', wanted.name)}`,
    });
  return { ...wanted, members: Math.max(recorded.members, wanted.members) };
}
