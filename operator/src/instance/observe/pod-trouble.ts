import { resources } from '../../api/resources.ts';
import { fact, valueOf } from '../../steps/fact.ts';
import type { KubeApi, KubeObject } from '../../world.ts';

interface ContainerStatus {
  readonly ready?: boolean;
  readonly image?: string;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string };
  readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
}

export interface PodObject extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface Place {
  readonly namespace: string;
  readonly release: string;
  readonly signal: AbortSignal;
}

/** Why Pods of the plane do not come up, by component as the chart labels it. Nothing where that cannot be read: it decides nothing. */
export async function observePodTroubles(
  host: KubeApi,
  { namespace, release, signal }: Place,
): Promise<ReadonlyMap<string, string>> {
  const labelSelector = `app.kubernetes.io/instance=${release}`;
  const pods = valueOf(await fact(() => host.list<PodObject>(resources.pods, { namespace, labelSelector, signal })));
  return new Map(
    (pods ?? []).flatMap((pod) => {
      const trouble = troubleOfPod(pod);
      const component = pod.metadata.labels?.['app.kubernetes.io/component'];
      return trouble === undefined || component === undefined ? [] : [[component, trouble] as const];
    }),
  );
}

/** A sentence that stays the same while the kubelet tries again and again. */
export function troubleOfPod({ metadata, status }: PodObject): string | undefined {
  if (metadata.deletionTimestamp !== undefined) return undefined;
  const pod = `Pod ${metadata.name}`;
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False')
    return `${pod} cannot be scheduled: ${scheduled.message ?? scheduled.reason ?? ''}`;
  const why = status?.containerStatuses?.map(troubleOfContainer).find((trouble) => trouble !== undefined);
  return why && `${pod} ${why}`;
}

function troubleOfContainer({ ready, image = '', state, lastState }: ContainerStatus): string | undefined {
  if (ready === true) return undefined;
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended !== undefined) return `ends again and again: ${ended.reason ?? 'Error'}, exit code ${ended.exitCode ?? 0}`;
  const reason = state?.waiting?.reason;
  if (reason === undefined || harmless.includes(reason)) return undefined;
  return pulling.includes(reason) ? `cannot pull image ${image}` : `cannot start: ${reason}`;
}

const harmless: readonly string[] = ['ContainerCreating', 'PodInitializing'];
/** The kubelet tells them in turns. */
const pulling: readonly string[] = ['ErrImagePull', 'ImagePullBackOff'];
