import { componentName } from '../../api/names.ts';
import type { KubeObject } from '../../world.ts';

/** On the Pods of the controller manager: they know every token of a member that was issued until then. */
export const tokensUntilAnnotation = 'slipway.dev/member-tokens-until';

/**
 * A Deployment with one more annotation on its Pods, as `kubectl rollout restart` does it: no revision of the release, and it lasts
 * through later ones. The uid keeps apply from making a Deployment that is gone.
 */
export function restartedControllerManager(
  { hostNamespace, release }: { readonly hostNamespace: string; readonly release: string },
  uid: string,
  tokensUntil: string,
): KubeObject & Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: componentName(release, 'karmadaControllerManager'), namespace: hostNamespace, uid },
    spec: { template: { metadata: { annotations: { [tokensUntilAnnotation]: tokensUntil } } } },
  };
}
