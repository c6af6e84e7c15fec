import { KarmadaInstance, type KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import { labels } from '../../api/names.ts';
import { canonical } from '../../steps/digest.ts';
import type { KubeObject } from '../../world.ts';

/** ConfigMap beside the release: the spec that was accepted last. A spec holds no secret. */
export const acceptedName = 'slipway-accepted-spec';

export interface AcceptedObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

export function acceptedObject(
  place: { readonly hostNamespace: string; readonly id: string },
  spec: KarmadaInstanceSpec,
): KubeObject & Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: acceptedName, namespace: place.hostNamespace, labels: { [labels.instanceId]: place.id } },
    data: { spec: JSON.stringify(spec) },
  };
}

/** undefined: a record that somebody spoiled counts as none. */
export function readAccepted(object: AcceptedObject): KarmadaInstanceSpec | undefined {
  const spec = KarmadaInstance.shape.spec.safeParse(parse(object.data?.['spec']));
  return spec.success ? spec.data : undefined;
}

/** Whether both ask for the same plane; whether the operator may work on it is no part of that. */
export function sameWish(one: KarmadaInstanceSpec, other: KarmadaInstanceSpec): boolean {
  return canonical({ ...one, managementPolicy: undefined }) === canonical({ ...other, managementPolicy: undefined });
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
