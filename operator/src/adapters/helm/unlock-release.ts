import type { KubeApi } from '../../world.ts';
import { labelKeys } from './label-keys.ts';
import { recordsOf, secrets, type ReleaseKey } from './release-store.ts';
import { unlockPlan } from './unlock-plan.ts';

/** Frees a locked release in one pass. Rejects with a KubeError; what is half done then is finished by the next call. */
export async function unlockRelease(kube: KubeApi, release: ReleaseKey, signal: AbortSignal): Promise<void> {
  const { namespace } = release;
  const { current, drop } = unlockPlan(await recordsOf(kube, release, signal));
  if (drop.length > 0 && current !== undefined) {
    // First, so that a crash between the two leaves the release locked and not falsely up to date.
    const patch = {
      metadata: {
        resourceVersion: current.resourceVersion,
        labels: { status: 'deployed', [labelKeys.valuesDigest]: null },
      },
    };
    await kube.mergePatch(secrets, { namespace, name: current.secret }, patch, { signal });
  }
  for (const { secret, uid, resourceVersion } of drop) {
    await kube.delete(secrets, { namespace, name: secret }, { uid, resourceVersion, signal });
  }
}
