import pLimit from 'p-limit';
import { archiveIdentity } from '../images/archive-identity.ts';
import { inMachine, type Machine } from '../machine/machine.ts';
import { run } from '../machine/run.ts';
import { containerdSocket } from './settings.ts';

/** Loads the archives whose image, by name and digest, the node lacks. */
export async function loadImages(
  machine: Machine,
  archives: readonly string[],
  note: (text: string) => void,
): Promise<void> {
  const present = imagesListed(await ctr(machine, ['images', 'list']));
  const limit = pLimit(2);
  const loads = archives.map((archive) =>
    limit(async () => {
      const { name, digest } = await archiveIdentity(archive);
      if (present.get(name) === digest) return;
      note(name);
      await ctr(machine, ['images', 'import', archive]);
    }),
  );
  await Promise.all(loads);
}

/** Digest by name, from the table that `ctr images list` prints. */
export function imagesListed(table: string): ReadonlyMap<string, string> {
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/));
  return new Map(rows.flatMap(([name, , digest]) => (name && digest !== undefined ? [[name, digest]] : [])));
}

async function ctr(machine: Machine, args: readonly string[]): Promise<string> {
  return run('nsenter', [...inMachine(machine), 'ctr', `--address=${containerdSocket}`, '--namespace=k8s.io', ...args]);
}
