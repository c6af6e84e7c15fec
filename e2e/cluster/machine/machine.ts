// A machine is a set of namespaces (network, processes, mounts) around one waiting process. When that process ends, the
// kernel ends everything in there and drops every mount: nothing can be left behind, however a cluster died.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { MachinePlan } from '../plan.ts';
import { toolPath } from '../tools.ts';
import { inNet, namespacePath } from './network.ts';
import { commandOf, holdsWithin, identityOf, processesIn, processesWhere, signal } from './processes.ts';
import { run, searchPath } from './run.ts';

export interface Machine {
  readonly plan: MachinePlan;
  /** The process that holds the namespaces, as this computer numbers it. */
  readonly init: number;
}

/** Folders that are the machine's own, empty at its start; /run holds sockets and the namespaces of Pods. */
export type PrivateFolders = readonly string[];

/** Finds the machine, or makes it; its network has to be there. `fresh` runs before a new one starts anything. */
export async function ensureMachine(
  plan: MachinePlan,
  folders: PrivateFolders,
  fresh?: () => Promise<void>,
): Promise<Machine> {
  const found = await findMachine(plan);
  const machine = found !== undefined && (await isRecorded(found)) ? found : await createMachine(plan, fresh);
  await mountMissing(machine, folders);
  return machine;
}

export async function findMachine(plan: MachinePlan): Promise<Machine | undefined> {
  const wanted = initCommand(plan).join('\n');
  for (const pid of await processesIn(plan.namespace))
    if ((await commandOf(pid))?.join('\n') === wanted) return { plan, init: pid };
  return undefined;
}

/** The folder of the machine that runs in the named network namespace, whoever made it. */
export async function folderOfMachine(namespace: string): Promise<string | undefined> {
  const commands = await Promise.all((await processesIn(namespace)).map(commandOf));
  return commands.find((command) => command !== undefined && isInit(command))?.[1];
}

/** Ends everything that runs in the named network namespace, and with it the machine. */
export async function killMachine(namespace: string): Promise<void> {
  await killAll(() => processesIn(namespace));
}

/** Ends every machine whose folder is this one or below it, even if its network namespace has lost its name. */
export async function killMachinesBelow(directory: string): Promise<void> {
  await killAll(() => processesWhere((command) => isInit(command) && `${command[1]}/`.startsWith(`${directory}/`)));
}

/** See `initCommand`; the first process of a Pod has no argument. */
function isInit(command: readonly string[]): boolean {
  return command.length === 2 && basename(command[0] ?? '') === 'pause';
}

async function killAll(find: () => Promise<readonly number[]>): Promise<void> {
  let living: readonly number[] = [];
  const gone = await holdsWithin(60_000, async () => {
    living = await find();
    for (const pid of living) signal(pid, 'SIGKILL');
    return living.length === 0;
  });
  if (gone) return;
  throw new Failure(`processes ${living.join(', ')} do not end`, {
    next: 'look at them with ps, then run the same command again',
  });
}

/** Arguments of nsenter that enter all namespaces of the machine. */
export function inMachine({ init }: Machine): readonly string[] {
  return ['--target', String(init), '--net', '--mount', '--pid', '--'];
}

async function createMachine(plan: MachinePlan, fresh?: () => Promise<void>): Promise<Machine> {
  // Without its first process whatever still runs there belongs to a machine that died.
  await killMachine(plan.namespace);
  await killMachinesBelow(plan.directory);
  await fresh?.();
  await mkdir(plan.directory, { recursive: true });
  const isolate = 'unshare --mount --propagation=private --pid --fork --mount-proc --kill-child --'.split(' ');
  spawn('nsenter', [...inNet(plan.namespace), ...isolate, ...initCommand(plan)], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: searchPath },
    cwd: plan.directory,
  }).unref();
  let machine: Machine | undefined;
  await holdsWithin(30_000, async () => (machine = await findMachine(plan)) !== undefined);
  if (machine !== undefined) {
    await writeFile(recordOf(plan), await identityOf(machine.init));
    return machine;
  }
  throw new Failure(`the namespaces of ${plan.name} cannot be made`, {
    next: `try by hand as root: nsenter --net=${namespacePath(plan.namespace)} ${isolate.join(' ')} true`,
  });
}

/** A machine whose folder was removed, or only half made, is of no use: its services hold files that are gone. */
async function isRecorded({ plan, init }: Machine): Promise<boolean> {
  return (await readFile(recordOf(plan), 'utf8').catch(() => '')) === (await identityOf(init));
}

function recordOf(plan: MachinePlan): string {
  return join(plan.directory, 'machine');
}

/** The folder tells machines of the same name apart. */
function initCommand(plan: MachinePlan): readonly string[] {
  return [toolPath('pause'), plan.directory];
}

async function mountMissing(machine: Machine, folders: PrivateFolders): Promise<void> {
  const mounts = await readFile(`/proc/${machine.init}/mountinfo`, 'utf8');
  const own = new Set(
    mounts
      .split('\n')
      .filter((line) => line.includes(' - tmpfs slipway '))
      .map((line) => line.split(' ')[4]),
  );
  for (const folder of folders.filter((path) => !own.has(path))) {
    await mkdir(folder, { recursive: true });
    await run('nsenter', [...inMachine(machine), 'mount', '-t', 'tmpfs', '-o', 'mode=0755', 'slipway', folder]);
  }
}
