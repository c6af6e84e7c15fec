import type { Cluster, Member } from '../e2e/cluster/provider.ts';
import type { ClusterClient } from '../operator/src/runtime/cluster-client.ts';
import type { Etcd } from './etcd.ts';

/** What every measurement is made on: a host with the operator in its Pods, and nothing else going on there. */
export interface Stage {
  readonly cluster: Cluster;
  readonly host: ClusterClient;
  /** Path of the host's audit log. */
  readonly auditLog: string;
  readonly etcd: Etcd;
  readonly members: readonly [Member, Member];
  /** Folder for files that live as long as the run. */
  readonly folder: string;
  /** Shows what is being done. */
  readonly note: (text: string) => void;
  /** Aborts when the run is given up. */
  readonly signal: AbortSignal;
}

export const namespace = 'default';
export const karmada = 'v1.18.1';
