import { componentKeys, componentName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact } from '../../steps/fact.ts';
import type { Fact, KubeApi, KubeObject } from '../../world.ts';
import type { Workload } from '../plan/observed.ts';
import { observePodTroubles } from './pod-trouble.ts';
import { tokensUntilAnnotation } from '../plan/restart.ts';

interface WorkloadObject extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: {
      readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: { readonly containers: readonly { readonly image?: string }[] };
    };
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

interface Question {
  readonly namespace: string;
  readonly release: string;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** A start takes as long as it takes; after so long somebody wants to know why. Milliseconds. */
const patienceMs = 15_000;

/** The plane's workloads, by component. An empty list is the truth of an empty namespace. */
export async function observeWorkloads(host: KubeApi, question: Question): Promise<Fact<readonly Workload[]>> {
  const { namespace, release, now, signal } = question;
  return fact(async () => {
    const kinds = [resources.statefulSets, resources.deployments];
    const lists = await Promise.all(kinds.map((kind) => host.list<WorkloadObject>(kind, { namespace, signal })));
    const all = lists.flat();
    const late = all.some((object) => !isSettled(object) && now > startOf(object) + patienceMs);
    const troubles = late ? await observePodTroubles(host, question) : new Map<string, string>();
    return componentKeys.flatMap((component) => {
      const name = componentName(release, component);
      const object = all.find(({ metadata }) => metadata.name === name);
      return object === undefined
        ? []
        : [workload(component, object, troubles.get(name.slice(release.length + 1)) ?? troubleOf(object.status))];
    });
  });
}

function startOf({ metadata }: WorkloadObject): number {
  return Date.parse(metadata.creationTimestamp ?? '');
}

function workload(component: Workload['component'], object: WorkloadObject, trouble: string | undefined): Workload {
  const { metadata, spec, status } = object;
  const { metadata: pods, spec: podSpec } = spec.template;
  const tokensUntil = pods?.annotations?.[tokensUntilAnnotation];
  return {
    component,
    desired: spec.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    settled: isSettled(object),
    version: tagOf(podSpec.containers[0]?.image ?? ''),
    uid: metadata.uid ?? '',
    ...(tokensUntil !== undefined && { tokensUntil }),
    ...(metadata.deletionTimestamp !== undefined && { goingSince: Date.parse(metadata.deletionTimestamp) }),
    ...(trouble !== undefined && !isSettled(object) && { trouble: `${component}: ${trouble.slice(0, 256)}` }),
  };
}

function isSettled({ metadata, spec, status }: WorkloadObject): boolean {
  const desired = spec.replicas ?? 1;
  const counts = [status?.updatedReplicas, status?.availableReplicas, status?.replicas];
  return status?.observedGeneration === metadata.generation && counts.every((count = 0) => count === desired);
}

function troubleOf(status: WorkloadObject['status']): string | undefined {
  return status?.conditions?.find(
    ({ type, status: is }) =>
      (type === 'ReplicaFailure' && is === 'True') || (type === 'Progressing' && is === 'False'),
  )?.message;
}

function tagOf(image: string): string {
  const afterPath = image.slice(image.lastIndexOf('/') + 1);
  return afterPath.includes(':') ? afterPath.slice(afterPath.indexOf(':') + 1) : '';
}
