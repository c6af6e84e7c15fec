import { setTimeout as sleep } from 'node:timers/promises';
import { markAudit } from './audit.ts';
import { countBy, isLease, isWrite } from './calls.ts';
import type { Stage } from './stage.ts';

export interface Rest {
  readonly seconds: number;
  /** Of anything but the lease. */
  readonly writes: number;
  readonly leaseCalls: number;
  readonly readsPerMinute: number;
  readonly byResource: Readonly<Record<string, number>>;
}

/** What the operator asks of the host while nothing changes. */
export async function atRest({ auditLog, signal }: Stage, seconds: number): Promise<Rest> {
  const audit = await markAudit(auditLog);
  await sleep(seconds * 1000, undefined, { signal });
  const all = await audit.calls();
  const calls = all.filter((call) => !isLease(call));
  return {
    seconds,
    writes: calls.filter(isWrite).length,
    leaseCalls: all.length - calls.length,
    readsPerMinute: (calls.filter((call) => !isWrite(call)).length * 60) / seconds,
    byResource: countBy(calls, ({ verb, resource, client }) => `${client}: ${verb} ${resource}`),
  };
}
