import assert from 'node:assert/strict';
import type { Client } from './client.ts';
import type { List, Pod } from './objects.ts';

/** Which objects a shop on a member is made of: namespace, Deployment and Pods by UID; rejects until it runs. */
export async function workload(api: Client, namespace: string): Promise<readonly string[]> {
  const { items } = await api.get<List<Pod>>(`-n ${namespace} pods`);
  assert.deepEqual(
    items.map(({ status }) => status.phase),
    ['Running', 'Running'],
    `Pods of ${namespace}`,
  );
  const uid = (object: string) => api.run(`-n ${namespace} get ${object} -o jsonpath={.metadata.uid}`);
  return [
    await uid(`namespace/${namespace}`),
    await uid('deployment/web'),
    ...items.map(({ metadata }) => metadata.uid).sort(),
  ];
}
