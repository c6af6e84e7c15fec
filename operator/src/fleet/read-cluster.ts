import { parseQuantity } from '../api/quantity.ts';
import type { KubeObject } from '../world.ts';
import { isPointInTime } from './point-in-time.ts';

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
  const { allocatable, allocating, allocated } = status?.resourceSummary ?? {};
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
    nodes: { total: bounded(status?.nodeSummary?.totalNum), ready: bounded(status?.nodeSummary?.readyNum) },
    resources: { allocatable: amounts(allocatable), allocating: amounts(allocating), allocated: amounts(allocated) },
  };
}

/** As many resource names as a status has room for. */
export const mostResources = 32;

/** What does not fit a status would keep all of it from being written: names in order up to the limit, quantities only. */
function amounts(reported: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  const quantities = Object.entries(reported ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && parseQuantity(entry[1]) !== undefined,
  );
  return Object.fromEntries(quantities.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostResources));
}

/** A number that int32 holds. */
export function bounded(number: unknown): number {
  return typeof number === 'number' && Number.isInteger(number) ? Math.min(Math.max(number, 0), 2 ** 31 - 1) : 0;
}

/** Only the condition Ready counts: CompleteAPIEnablements is True of a cluster nobody can reach. */
function readyOf(status: ClusterObject['status']): ReadyFacts | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined) return undefined;
  return {
    status: ready.status === 'True' || ready.status === 'False' ? ready.status : 'Unknown',
    reason: ready.reason ?? 'Unknown',
    message: ready.message ?? '',
    ...(ready.lastTransitionTime !== undefined &&
      isPointInTime(ready.lastTransitionTime) && { since: ready.lastTransitionTime }),
  };
}
