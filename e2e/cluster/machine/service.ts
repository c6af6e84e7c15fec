// A service is a process that stays on a machine after the command that started it ended.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { MachinePlan } from '../plan.ts';
import { inMachine, type Machine } from './machine.ts';
import { childrenOf, commandOf, holdsWithin, signal } from './processes.ts';
import { searchPath } from './run.ts';

export interface Service {
  readonly name: string;
  readonly command: string;
  /** At least one names a file in the machine's folder: that tells the process from another machine's. */
  readonly args: readonly string[];
}

/** Starts a service unless it runs with these very arguments; with others it is started anew. Tells whether it had to. */
export async function ensureService(machine: Machine, service: Service): Promise<'started' | 'running'> {
  const wanted = ['nsenter', ...inMachine(machine), service.command, ...service.args];
  const pid = await pidOf(machine.plan, service.name);
  const running = pid === undefined ? undefined : await commandOf(pid);
  if (running?.join('\n') === wanted.join('\n')) return 'running';
  await stopService(machine.plan, service);
  await startService(machine.plan, service.name, wanted);
  return 'started';
}

/** Ends a service: by asking, and after ten seconds by force. */
export async function stopService(plan: MachinePlan, service: Pick<Service, 'name' | 'command'>): Promise<void> {
  const pid = await pidOf(plan, service.name);
  if (pid === undefined || !(await isOurs(pid, plan, service.command))) return;
  const ended = async () => !(await isOurs(pid, plan, service.command));
  for (const kind of ['SIGTERM', 'SIGKILL'] as const) {
    // The recorded process only waits for its child, the service itself.
    for (const child of await childrenOf(pid)) signal(child, kind);
    if (await holdsWithin(10_000, ended)) return;
  }
  throw new Failure(`${service.name} of ${plan.name} (process ${pid}) does not end`, { next: 'run `down`' });
}

export async function serviceRuns(plan: MachinePlan, service: Pick<Service, 'name' | 'command'>): Promise<boolean> {
  const pid = await pidOf(plan, service.name);
  return pid !== undefined && (await isOurs(pid, plan, service.command));
}

export function logOf(plan: MachinePlan, service: string): string {
  return join(plan.logs, `${plan.name}-${service}.log`);
}

async function startService(plan: MachinePlan, name: string, command: readonly string[]): Promise<void> {
  const [file = '', ...args] = command;
  await mkdir(plan.logs, { recursive: true });
  await mkdir(join(plan.directory, 'pids'), { recursive: true });
  await using log = await open(logOf(plan, name), 'a');
  const env = { PATH: searchPath, HOME: plan.directory };
  const child = spawn(file, args, { detached: true, stdio: ['ignore', log.fd, log.fd], env, cwd: plan.directory });
  child.unref();
  if (child.pid === undefined) throw new Failure(`${name} of ${plan.name} did not start`, { next: `look whether ${file} is there` });
  await writeFile(pidFile(plan, name), String(child.pid));
}

/** A number in a pid file may belong to another process by now, so its command line has to agree. */
async function isOurs(pid: number, plan: MachinePlan, command: string): Promise<boolean> {
  const running = (await commandOf(pid)) ?? [];
  return running.includes(command) && running.some((argument) => argument.includes(`${plan.directory}/`));
}

async function pidOf(plan: MachinePlan, name: string): Promise<number | undefined> {
  const text = await readFile(pidFile(plan, name), 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function pidFile(plan: MachinePlan, name: string): string {
  return join(plan.directory, 'pids', name);
}
