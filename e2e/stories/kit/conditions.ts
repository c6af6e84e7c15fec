import assert from 'node:assert/strict';
import type { Client } from './client.ts';
import { eventually } from './eventually.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

interface WithConditions {
  readonly status?: { readonly conditions?: readonly Condition[] | undefined } | undefined;
}

export interface Wanted {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  /** What the sentence must hold. */
  readonly says?: RegExp;
  /** How long to wait for it; a minute by default. */
  readonly seconds?: number;
  readonly namespace?: string;
}

export function conditionOf(object: WithConditions, type: string): Condition | undefined {
  return object.status?.conditions?.find((condition) => condition.type === type);
}

/** Waits until a condition stands as wanted, and resolves to it. `object` is such as karmadainstance/demo. */
export function condition(host: Client, object: string, wanted: Wanted): Promise<Condition> {
  const { type, status, reason = '', seconds = 60, namespace = 'default' } = wanted;
  return eventually(`${type} of ${object} is ${status} ${reason}`, seconds, async () => {
    const found = conditionOf(await host.get<WithConditions>(`-n ${namespace} ${object}`), type);
    assert.ok(found, `${object} has no condition ${type}`);
    assertStands(found, wanted);
    return found;
  });
}

function assertStands(found: Condition, { type, status, reason, says }: Wanted): void {
  const told = `${type}=${found.status} ${found.reason ?? ''}: ${found.message ?? ''}`;
  assert.equal(found.status, status, told);
  if (reason !== undefined) assert.equal(found.reason, reason, told);
  if (says !== undefined) assert.match(found.message ?? '', says, told);
}

/** `kubectl wait` for condition Ready, as a user does. */
export async function ready(
  host: Client,
  object: string,
  { seconds = 300, namespace = 'default' } = {},
): Promise<void> {
  await host.run(`-n ${namespace} wait --for=condition=Ready ${object} --timeout=${seconds}s`);
}
