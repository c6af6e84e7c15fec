import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import type { ComponentKey } from '../../api/names.ts';
import type { DesiredRelease } from '../../world.ts';

/** The whole vocabulary of effects on an instance. Each is safe to repeat. */
export type InstanceAction =
  | { readonly kind: 'holdFinalizer' }
  | { readonly kind: 'releaseFinalizer' }
  /** Host namespace with its labels, then the operator's RoleBinding in it. */
  | { readonly kind: 'makeNamespace' }
  /** Keeps the accepted spec beside the release. */
  | { readonly kind: 'recordSpec'; readonly spec: KarmadaInstanceSpec }
  /** Issues the named Secrets anew; the authorities only when there are none. */
  | { readonly kind: 'issueKeys'; readonly secrets: readonly string[]; readonly lifeMs: number }
  /** Installs or upgrades. */
  | { readonly kind: 'applyRelease'; readonly desired: Omit<DesiredRelease, 'chartDir'>; readonly chart: string }
  | { readonly kind: 'unlockRelease' }
  /** Their workloads, each of which stays until its Pods have ended. */
  | { readonly kind: 'removeComponents'; readonly components: readonly ComponentKey[] }
  | { readonly kind: 'removeRelease' }
  | { readonly kind: 'applyPlaneObjects'; readonly version: string }
  /** `tokensUntil`: RFC 3339, when the newest token that it has to learn was issued. */
  | { readonly kind: 'restartControllerManager'; readonly uid: string; readonly tokensUntil: string }
  | { readonly kind: 'publishKubeconfig'; readonly digest: string }
  | { readonly kind: 'removeNamespace' };

/** A process of Helm may hold the worker for seconds. */
export function isSlow({ kind }: InstanceAction): boolean {
  return kind === 'applyRelease' || kind === 'removeRelease';
}
