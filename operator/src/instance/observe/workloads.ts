import { componentKeys, componentName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact } from '../../steps/fact.ts';
import type { Fact, KubeApi, KubeObject } from '../../world.ts';
import type { Workload } from '../plan/observed.ts';

interface WorkloadObject extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image?: string }[] } };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly replicas?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** The plane's workloads, by component. An empty list is the truth of an empty namespace. */
export async function observeWorkloads(
  host: KubeApi,
  {
    namespace,
    release,
    signal,
  }: { readonly namespace: string; readonly release: string; readonly signal: AbortSignal },
): Promise<Fact<readonly Workload[]>> {
  return fact(async () => {
    const kinds = [resources.statefulSets, resources.deployments];
    const lists = await Promise.all(kinds.map((kind) => host.list<WorkloadObject>(kind, { namespace, signal })));
    const all = lists.flat();
    return componentKeys.flatMap((component) => {
      const object = all.find(({ metadata }) => metadata.name === componentName(release, component));
      return object === undefined ? [] : [workload(component, object)];
    });
  });
}

function workload(component: Workload['component'], { metadata, spec, status }: WorkloadObject): Workload {
  const desired = spec.replicas ?? 1;
  const seen = status?.observedGeneration === metadata.generation;
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  const settled = seen && updated === desired && available === desired && (status?.replicas ?? 0) === desired;
  const trouble = status?.conditions?.find(
    ({ type, status: is }) =>
      (type === 'ReplicaFailure' && is === 'True') || (type === 'Progressing' && is === 'False'),
  );
  return {
    component,
    desired,
    ready: status?.readyReplicas ?? 0,
    settled,
    version: tagOf(spec.template.spec.containers[0]?.image ?? ''),
    ...(trouble?.message !== undefined && { trouble: `${component}: ${trouble.message.slice(0, 256)}` }),
  };
}

function tagOf(image: string): string {
  const afterPath = image.slice(image.lastIndexOf('/') + 1);
  return afterPath.includes(':') ? afterPath.slice(afterPath.indexOf(':') + 1) : '';
}
