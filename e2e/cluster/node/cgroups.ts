// Each kubelet ends what it finds under its cgroup root and does not know, so every cluster has a root of its own.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsWithin } from '../machine/processes.ts';

const root = '/sys/fs/cgroup';

/** The kubelet's `cgroupRoot`, below every hierarchy. */
export function cgroupRoot(cluster: string): string {
  return `/slipway-${cluster}`;
}

export async function ensureCgroups(cluster: string): Promise<void> {
  if (existsSync(join(root, 'cgroup.controllers'))) await delegateControllers();
  for (const hierarchy of await hierarchies('cgroup')) {
    const path = join(hierarchy, cgroupRoot(cluster));
    await mkdir(path, { recursive: true });
    // A new cpuset of version 1 is empty and takes no process.
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (hierarchy.endsWith('/cpuset')) await copyFile(join(hierarchy, file), join(path, file));
  }
}

/** Removes the roots with all that is below; what runs in them has to be ended before. */
export async function removeCgroups(cluster: string): Promise<void> {
  // runc writes to a version 2 hierarchy that is mounted beside those of version 1.
  for (const hierarchy of [...(await hierarchies('cgroup')), ...(await hierarchies('cgroup2'))]) {
    const path = join(hierarchy, cgroupRoot(cluster));
    // The kernel needs a moment to let go of processes that were killed.
    await holdsWithin(5_000, () => removed(path));
  }
}

async function removed(path: string): Promise<boolean> {
  if (!existsSync(path)) return true;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const children = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => removed(join(path, name))),
  );
  if (children.includes(false)) return false;
  return rmdir(path).then(
    () => true,
    () => !existsSync(path),
  );
}

/** Version 1 mounts one hierarchy for each controller; version 2 is a single one. */
async function hierarchies(version: 'cgroup' | 'cgroup2'): Promise<readonly string[]> {
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
  return [...new Set(mounts.flatMap(([, path, type]) => (type === version && path !== undefined ? [path] : [])))];
}

async function delegateControllers(): Promise<void> {
  const available = (await readFile(join(root, 'cgroup.controllers'), 'utf8')).trim().split(' ');
  await writeFile(join(root, 'cgroup.subtree_control'), available.map((name) => `+${name}`).join(' '));
}
