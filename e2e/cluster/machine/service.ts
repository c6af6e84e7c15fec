// A service is a process that stays on a machine after the command that started it ended. Which ones run is read from
// the system each time: a record of process numbers would be wrong after the first crash.
import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { MachinePlan } from '../plan.ts';
import { toolPath, type ToolName } from '../tools.ts';
import { inMachine, type Machine } from './machine.ts';
import { commandOf, holdsWithin, isAlive, processesIn, signal } from './processes.ts';
import { searchPath } from './run.ts';

export interface Service {
  readonly name: string;
  /** One of the pinned tools, or a command of the system. */
  readonly program: { readonly tool: ToolName } | { readonly command: string };
  /** At least one names a file in the machine's folder: that tells the process from another machine's. */
  readonly args: readonly string[];
}

/** Starts a service unless it runs with these very arguments; with others it is started anew. Tells whether it had to. */
export async function ensureService(machine: Machine, service: Service): Promise<'started' | 'running'> {
  const wanted = [commandLine(service), ...service.args].join('\n');
  const running = await runningAs(machine.plan, service);
  if (running.some(({ command }) => command.join('\n') === wanted)) return 'running';
  await stopService(machine.plan, service);
  await startService(machine, service);
  return 'started';
}

/** Ends a service by asking, and after ten seconds by force. */
async function stopService(plan: MachinePlan, service: Service): Promise<void> {
  const running = await runningAs(plan, service);
  for (const { pid } of running) signal(pid, 'SIGTERM');
  if (!(await holdsWithin(10_000, () => allGone(running)))) await killService(plan, service);
}

/** Ends a service at once, as a crash would. */
export async function killService(plan: MachinePlan, service: Service): Promise<void> {
  const running = await runningAs(plan, service);
  for (const { pid } of running) signal(pid, 'SIGKILL');
  if (await holdsWithin(10_000, () => allGone(running))) return;
  throw new Failure(`${service.name} of ${plan.name} does not end`, {
    next: 'remove the cluster and begin anew',
  });
}

export async function serviceRuns(plan: MachinePlan, service: Service): Promise<boolean> {
  return (await runningAs(plan, service)).length > 0;
}

export function logOf(plan: MachinePlan, service: string): string {
  return join(plan.logs, `${plan.name}-${service}.log`);
}

async function startService(machine: Machine, service: Service): Promise<void> {
  const { plan } = machine;
  await mkdir(plan.logs, { recursive: true });
  const path = logOf(plan, service.name);
  await using log = await open(path, 'a');
  spawn('nsenter', [...inMachine(machine), commandLine(service), ...service.args], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: searchPath, HOME: plan.directory },
    cwd: plan.directory,
  }).unref();
  if (await holdsWithin(30_000, () => serviceRuns(plan, service))) return;
  throw new Failure(`${service.name} of ${plan.name} did not start`, {
    log: path,
    next: 'read the log, then run the same command again',
  });
}

async function allGone(running: readonly Running[]): Promise<boolean> {
  return !(await Promise.all(running.map(({ pid }) => isAlive(pid)))).includes(true);
}

interface Running {
  readonly pid: number;
  readonly command: readonly string[];
}

/** The service's process, and nsenter's that waits for it; in any version, with any arguments. */
async function runningAs({ namespace, directory }: MachinePlan, service: Service): Promise<readonly Running[]> {
  const program = basename(commandLine(service));
  const all = await Promise.all(
    (await processesIn(namespace)).map(async (pid) => ({ pid, command: (await commandOf(pid)) ?? [] })),
  );
  return all.filter(
    ({ command }) =>
      command.some((argument) => !argument.startsWith('-') && basename(argument) === program) &&
      command.some((argument) => argument.includes(`${directory}/`)),
  );
}

function commandLine({ program }: Service): string {
  return 'tool' in program ? toolPath(program.tool) : program.command;
}
