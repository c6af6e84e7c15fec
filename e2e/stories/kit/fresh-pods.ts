import { ready } from './conditions.ts';
import { hostNamespaceOf } from './fleet.ts';
import type { List, Pod } from './objects.ts';
import type { Stage } from './stage.ts';

/** Pods of a plane in which something has ended begin anew: no later story is to wait for the kubelet's ever longer back-off. */
export async function freshPods(stage: Stage, instance: string): Promise<void> {
  const { host } = stage;
  const namespace = await hostNamespaceOf(stage, instance);
  const { items } = await host.get<List<Pod>>(`-n ${namespace} pods`);
  const worn = items.filter(({ status }) => (status.containerStatuses ?? []).some((one) => one.restartCount > 0));
  if (worn.length > 0) {
    await host.run(`-n ${namespace} delete pod ${worn.map(({ metadata }) => metadata.name).join(' ')} --wait`);
    await host.run(`-n ${namespace} wait --for=condition=Available deployment --all --timeout=180s`);
  }
  await ready(host, `karmadainstance/${instance}`);
}
