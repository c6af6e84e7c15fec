import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { serviceRuns, type Service } from './service.ts';
import type { MachinePlan } from '../plan.ts';

export interface Waiting {
  /** Milliseconds. */
  readonly deadline: number;
  readonly log?: string;
  /** If one of these services ends, waiting on makes no sense. */
  readonly services?: readonly [MachinePlan, ...Service[]];
  readonly holds: () => Promise<boolean>;
}

/** Returns when it holds; throws a Failure that names what was waited for. Not to get an answer is no answer yet. */
export async function waitFor(what: string, { deadline, log, services, holds }: Waiting): Promise<void> {
  const end = Date.now() + deadline;
  let trouble: unknown;
  const stands = () =>
    holds().catch((error: unknown) => {
      trouble = error;
      return false;
    });
  while (!(await stands())) {
    const dead = services === undefined ? undefined : await firstDead(services);
    if (dead !== undefined) throw gaveUp(`${what}: ${dead} ended`, log, trouble);
    if (Date.now() > end) throw gaveUp(`${what} was not ready within ${deadline / 1000}s`, log, trouble);
    await sleep(100);
  }
}

async function firstDead([machine, ...services]: readonly [MachinePlan, ...Service[]]): Promise<string | undefined> {
  for (const service of services) if (!(await serviceRuns(machine, service))) return service.name;
  return undefined;
}

function gaveUp(what: string, log: string | undefined, cause: unknown): Failure {
  return new Failure(what, {
    log,
    cause,
    next: 'read the log and run the same command again; if that does not help, remove the cluster first',
  });
}
