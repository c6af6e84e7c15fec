import type { Progress } from './progress.ts';

/** A running host cluster with its members. */
export interface Cluster {
  readonly name: string;
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Where this computer and the members reach NodePorts of the host; unknown for a cluster that was given. */
  readonly nodeAddress?: string;
  /** Name of the network namespace of its node, where Services are reached; unknown for a cluster that was given. */
  readonly nodeNetwork?: string;
  /** Path of the host's audit log: one JSON object a line; unknown for a cluster that was given. */
  readonly auditLog?: string;
  readonly members: readonly Member[];
  /** Makes images that buildImage wrote usable by Pods of the host; those it has are skipped. */
  loadImages(archives: readonly string[]): Promise<void>;
}

/** A cluster to be joined. */
export interface Member {
  readonly name: string;
  readonly kubeconfig: string;
  /** Of its API server at port 6443, as Pods of the host and this computer reach it. */
  readonly address: string;
  readonly auditLog: string;
  /** Ends its API server and controllers at once: connections are refused from now on. */
  stop(): Promise<void>;
  /** Starts them again and waits until the API server is ready. */
  start(): Promise<void>;
}

/** Where clusters come from. */
export interface Provider {
  /** Brings the cluster up, or finds it in place. Whatever is missing is made, whatever died is started again. */
  up(progress: Progress): Promise<Cluster>;
  /** Removes all that `up` made, and resolves to what it keeps all the same, for people to read. */
  down(progress: Progress): Promise<readonly string[]>;
}
