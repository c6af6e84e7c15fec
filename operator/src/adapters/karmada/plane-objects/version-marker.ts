import { resources } from '../../../api/resources.ts';
import { createHash } from 'node:crypto';
import type { CrdBundle } from './crd-bundle.ts';
import { conversion } from './definitions.ts';
import { type PlaneObject, planeObject } from './manifest.ts';
import { systemNamespace } from './plane-namespaces.ts';
import type { WebhookAddress } from './webhook-address.ts';

/** Upstream's installers keep the same ConfigMap, with Karmada's version alone. */
export const versionMarkerKey = { namespace: systemNamespace, name: 'karmada-version' } as const;

/** Applied last: one GET of it tells whether the whole set is in place. The host namespace, whose name ends in the instance's id, tells whose plane this is, also after a restore. */
export function versionMarker(
  input: { readonly version: string; readonly namespace: string },
  digest: string,
): PlaneObject {
  return planeObject(resources.configMaps, {
    metadata: versionMarkerKey,
    data: { karmadaVersion: input.version, objectsDigest: digest, hostNamespace: input.namespace },
  });
}

/** Stands for every byte that is applied, without reading the definitions again: they come by a digest of their own. */
export function objectsDigest(
  input: WebhookAddress & { readonly version: string; readonly crds: CrdBundle },
  objects: readonly PlaneObject[],
): string {
  const whole = [input.version, input.crds.digest, conversion(input), objects.map(({ object }) => object)];
  return `sha256:${createHash('sha256').update(JSON.stringify(whole)).digest('hex')}`;
}
