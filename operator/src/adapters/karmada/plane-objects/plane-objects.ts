import { clusterApi } from './cluster-api.ts';
import type { CrdBundle } from './crd-bundle.ts';
import { definitions } from './definitions.ts';
import type { PlaneObject } from './manifest.ts';
import { planeNamespaces } from './plane-namespaces.ts';
import { planeRoles } from './plane-roles.ts';
import { objectsDigest, versionMarker } from './version-marker.ts';
import { webhookConfigurations } from './webhook-configurations.ts';

export interface PlaneObjectsInput {
  readonly release: string;
  /** The host namespace in which the plane's components run. */
  readonly namespace: string;
  /** PEM of the authority that signed what the components serve with. */
  readonly caBundle: string;
  /** Karmada's version, e.g. v1.18.1. */
  readonly version: string;
  readonly crds: CrdBundle;
}

export interface PlaneObjectGroup {
  readonly name: 'namespaces' | 'definitions' | 'wiring' | 'marker';
  readonly objects: readonly PlaneObject[];
}

export interface PlaneObjects {
  /** Of the whole set. The marker holds it: while it is there and equal, everything before it was applied. */
  readonly digest: string;
  /** To be applied in this order; the objects of one group in any order. The definitions have to be Established before Karmada's components start. */
  readonly groups: readonly PlaneObjectGroup[];
}

/** Everything that a Karmada plane needs inside of its own API, as data. */
export function planeObjects(input: PlaneObjectsInput): PlaneObjects {
  const wiring = [...webhookConfigurations(input), ...clusterApi(input), ...planeRoles()];
  const digest = objectsDigest(input, [...planeNamespaces(), ...wiring]);
  return {
    digest,
    groups: [
      { name: 'namespaces', objects: planeNamespaces() },
      { name: 'definitions', objects: definitions(input) },
      { name: 'wiring', objects: wiring },
      { name: 'marker', objects: [versionMarker(input, digest)] },
    ],
  };
}
