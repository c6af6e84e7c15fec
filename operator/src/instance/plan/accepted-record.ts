import { labels } from '../../api/names.ts';
import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import type { KubeObject } from '../../world.ts';

/** ConfigMap beside the release: the spec that was carried out last. A spec holds no secret. */
export const acceptedName = 'slipway-accepted-spec';

export interface AcceptedObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

export function acceptedObject(place: { readonly hostNamespace: string; readonly id: string }, spec: KarmadaInstanceSpec): KubeObject & Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: acceptedName, namespace: place.hostNamespace, labels: { [labels.instanceId]: place.id } },
    data: { spec: JSON.stringify(spec) },
  };
}
