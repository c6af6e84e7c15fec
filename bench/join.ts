import { loadavg } from 'node:os';
import type { Member } from '../e2e/cluster/provider.ts';
import { kubectl } from '../e2e/platform/kubectl.ts';
import { runTool } from '../e2e/platform/run-tool.ts';
import type { MemberCluster } from '../operator/src/api/member-cluster.ts';
import { resources } from '../operator/src/api/resources.ts';
import type { KubeObject } from '../operator/src/runtime/kube-types.ts';
import { isTrue } from './conditions.ts';
import { follow, type Following } from './follow.ts';
import type { Plane } from './plane.ts';
import { namespace, type Stage } from './stage.ts';

/** All in milliseconds since the command was given. */
export interface OperatorJoin {
  /** The Cluster object stands in the plane: all that Karmada needs of the operator is done. */
  readonly ownMs: number;
  /** Karmada calls the Cluster Ready. */
  readonly clusterReadyMs: number;
  /** The MemberCluster is Ready on the host. */
  readonly readyMs: number;
  readonly load: number;
}

export interface PeerJoin {
  /** From the start of `karmadactl join` to its end. */
  readonly commandMs: number;
  readonly clusterMs: number;
  readonly clusterReadyMs: number;
  readonly load: number;
}

interface Cluster extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const deadlineMs = 180_000;

/** The Secret with the member's kubeconfig is there already. The caller leaves. */
export async function operatorJoin(stage: Stage, plane: Plane, { name, instance }: Membership): Promise<OperatorJoin> {
  const { host, signal } = stage;
  const cluster = await followCluster(stage, plane, name);
  const member = await followMember(stage, name);
  try {
    const start = performance.now();
    await host.apply(resources.memberClusters, manifest(name, instance), { fieldManager: 'bench', signal });
    const [made, up, ready] = await Promise.all([
      cluster.until('the Cluster', (object) => object !== undefined),
      cluster.until('the Cluster, Ready', (object) => isTrue(object, 'Ready')),
      member.until('Ready', (object) => isTrue(object, 'Ready')),
    ]);
    return { ownMs: made.at - start, clusterReadyMs: up.at - start, readyMs: ready.at - start, load: load() };
  } finally {
    cluster.stop();
    member.stop();
  }
}

/** Resolves to the milliseconds until the MemberCluster is gone. */
export async function operatorLeave(stage: Stage, name: string): Promise<number> {
  const member = await followMember(stage, name);
  try {
    const start = performance.now();
    await stage.host.delete(resources.memberClusters, { namespace, name }, { signal: stage.signal });
    const gone = await member.until('its end', (object) => object === undefined);
    return gone.at - start;
  } finally {
    member.stop();
  }
}

/** The same job by the peer: its own command, with the administrator's kubeconfigs of both sides. */
export async function peerJoin(stage: Stage, plane: Plane, member: Member): Promise<PeerJoin> {
  const args = await peerArguments(plane, member);
  const cluster = await followCluster(stage, plane, member.name);
  try {
    const start = performance.now();
    const command = runTool('karmadactl', ['join', ...args]).then(() => performance.now());
    const [ended, made, up] = await Promise.all([
      command,
      cluster.until('the Cluster', (object) => object !== undefined),
      cluster.until('the Cluster, Ready', (object) => isTrue(object, 'Ready')),
    ]);
    return { commandMs: ended - start, clusterMs: made.at - start, clusterReadyMs: up.at - start, load: load() };
  } finally {
    cluster.stop();
  }
}

/** Resolves to the milliseconds that the command took. */
export async function peerLeave(plane: Plane, member: Member): Promise<number> {
  const args = await peerArguments(plane, member);
  const start = performance.now();
  await runTool('karmadactl', ['unjoin', ...args]);
  return performance.now() - start;
}

export interface Membership {
  /** Of the MemberCluster, and of the Cluster in the plane. */
  readonly name: string;
  readonly instance: string;
}

/** `karmadactl unjoin` takes the cluster's name for a context unless it is told one. */
async function peerArguments({ kubeconfig }: Plane, { name, kubeconfig: file }: Member): Promise<readonly string[]> {
  const context = await kubectl(file, ['config', 'current-context']);
  return [name, '--kubeconfig', kubeconfig, '--cluster-kubeconfig', file, '--cluster-context', context];
}

function followCluster({ signal }: Stage, { client }: Plane, name: string): Promise<Following<Cluster>> {
  return follow<Cluster>(client, [resources.clusters, { name }], { signal, deadlineMs });
}

function followMember({ host, signal }: Stage, name: string): Promise<Following<MemberCluster>> {
  return follow<MemberCluster>(host, [resources.memberClusters, { namespace, name }], { signal, deadlineMs });
}

/** The member of examples/02-push-member.yaml. */
function manifest(name: string, instance: string): KubeObject & { readonly spec: object } {
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind: 'MemberCluster',
    metadata: { name, namespace },
    spec: {
      instanceRef: { name: instance },
      syncMode: 'Push',
      connection: { kubeconfigSecretRef: { name: `${name}-kubeconfig` } },
    },
  };
}

function load(): number {
  return loadavg()[0] ?? 0;
}
