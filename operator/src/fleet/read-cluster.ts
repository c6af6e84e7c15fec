import type { KubeObject } from '../world.ts';

/** Karmada's Cluster as the plane serves it. */
export interface ClusterObject extends KubeObject {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: {
    readonly kubernetesVersion?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
      readonly lastTransitionTime?: string;
    }[];
    /** Zeros are left out by the server. */
    readonly nodeSummary?: { readonly totalNum?: number; readonly readyNum?: number };
    readonly resourceSummary?: Partial<ResourceTotals>;
  };
}

export interface ResourceTotals {
  readonly allocatable: Readonly<Record<string, string>>;
  readonly allocating: Readonly<Record<string, string>>;
  readonly allocated: Readonly<Record<string, string>>;
}

/** Annotation on a Cluster that stands for what the operator wrote into it last. */
export const contentAnnotation = 'slipway.dev/content';

/** What the operator keeps of a Cluster: not its long list of served APIs. */
export interface ClusterFacts {
  readonly name: string;
  readonly uid: string;
  readonly deleting: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Digest of what the operator wrote last; undefined where it never did. */
  readonly content?: string;
  readonly ready: ReadyFacts | undefined;
  readonly kubernetesVersion?: string;
  readonly nodes: { readonly total: number; readonly ready: number };
  readonly resources: ResourceTotals;
}

export interface ReadyFacts {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly since?: string;
}

export function readCluster({ metadata, spec, status }: ClusterObject): ClusterFacts {
  const { allocatable = {}, allocating = {}, allocated = {} } = status?.resourceSummary ?? {};
  return {
    name: metadata.name,
    uid: metadata.uid ?? '',
    deleting: metadata.deletionTimestamp !== undefined,
    labels: metadata.labels ?? {},
    spec: spec ?? {},
    ...(metadata.annotations?.[contentAnnotation] !== undefined && {
      content: metadata.annotations[contentAnnotation],
    }),
    ready: readyOf(status),
    ...(status?.kubernetesVersion !== undefined && { kubernetesVersion: status.kubernetesVersion }),
    nodes: { total: status?.nodeSummary?.totalNum ?? 0, ready: status?.nodeSummary?.readyNum ?? 0 },
    resources: { allocatable, allocating, allocated },
  };
}

/** Only the condition Ready counts: CompleteAPIEnablements is True of a cluster nobody can reach. */
function readyOf(status: ClusterObject['status']): ReadyFacts | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined) return undefined;
  return {
    status: ready.status === 'True' || ready.status === 'False' ? ready.status : 'Unknown',
    reason: ready.reason ?? 'Unknown',
    message: ready.message ?? '',
    ...(ready.lastTransitionTime !== undefined && { since: ready.lastTransitionTime }),
  };
}
