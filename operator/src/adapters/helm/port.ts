/** The port over Helm releases, as types only. */

/**
 * What the release records of one release say, read from their labels.
 * `locked`: an operation was interrupted and nobody is at work on it. `unreadable` also while one of our own processes is at work.
 */
export type ReleaseFact =
  | { readonly kind: 'absent' }
  | { readonly kind: 'locked'; readonly operation: ReleaseOperation; readonly revision: number }
  /** `everDeployed: false`: no revision ever came through, so that nothing is lost by starting over. */
  | { readonly kind: 'failed'; readonly revision: number; readonly why: string; readonly everDeployed: boolean }
  | ({ readonly kind: 'deployed'; readonly revision: number } & Partial<ReleaseLabels>)
  | { readonly kind: 'unreadable'; readonly why: string };

export type ReleaseOperation = 'install' | 'upgrade' | 'rollback' | 'uninstall';

/** What a revision was made from. Each is a valid label value. */
export interface ReleaseLabels {
  readonly stage: string;
  readonly chartDigest: string;
  readonly valuesDigest: string;
}

export interface DesiredRelease {
  readonly name: string;
  readonly namespace: string;
  /** Directory of the chart in the operator's image. */
  readonly chartDir: string;
  readonly values: object;
  readonly labels: ReleaseLabels;
}

/** `reason` is CamelCase from a closed list, `message` a sentence without values, output or secrets. */
export type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly retry: 'transient' | 'terminal';
      readonly reason: ReleaseFailureReason;
      readonly message: string;
    };

export type ReleaseFailureReason =
  | 'Cancelled'
  | 'ChartNotRenderable'
  | 'ValuesRejected'
  | 'ObjectRejected'
  | 'OwnedByOthers'
  | 'Conflict'
  | 'Forbidden'
  | 'QuotaExceeded'
  | 'PodSecurityDenied'
  | 'AdmissionDenied'
  | 'WebhookUnavailable'
  | 'NamespaceMissing'
  | 'NamespaceTerminating'
  | 'ReleaseLocked'
  | 'TooLarge'
  | 'RecordUnreadable'
  | 'Unauthorized'
  | 'Unreachable'
  | 'Timeout'
  | 'HelmUnavailable'
  | 'HelmFailed';

/** No method throws for what a cluster or a chart can do; each call on one release waits for the one before it. */
export interface Releases {
  find(namespace: string, name: string): Promise<ReleaseFact>;
  /** Installs or upgrades, without waiting for Pods. Repairs a failed revision; refuses a locked one with `ReleaseLocked`. */
  apply(desired: DesiredRelease, signal: AbortSignal): Promise<Outcome>;
  /** Drops the record of an interrupted operation; objects stay and are adopted by the next `apply`. Done when there is nothing to unlock. */
  unlock(namespace: string, name: string, signal: AbortSignal): Promise<Outcome>;
  /** Deletes the release's objects and records, locked or not, without hooks. Done when it is absent already. */
  remove(namespace: string, name: string, signal: AbortSignal): Promise<Outcome>;
}
