/** Objects as servers give them out, as far as stories look at them. */
export interface List<T> {
  readonly items: readonly T[];
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

export interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly resources: { readonly requests?: Readonly<Record<string, string>> };
}

export interface Pod {
  readonly metadata: Metadata;
  readonly spec: { readonly containers: readonly Container[] };
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly { readonly containerID?: string; readonly restartCount: number }[];
  };
}

export interface Deployment {
  readonly metadata: Metadata;
  readonly spec: { readonly replicas: number };
  readonly status: { readonly readyReplicas?: number };
}
