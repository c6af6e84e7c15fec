import type { KubeObject, Resource } from '../../../world.ts';

/** A whole object as it is applied. */
export interface Manifest extends KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface PlaneObject {
  readonly resource: Resource;
  readonly object: Manifest;
}

/** Pairs the resource with a manifest whose apiVersion and kind follow from it. */
export function planeObject(resource: Resource, body: KubeObject & Readonly<Record<string, unknown>>): PlaneObject {
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
  return { resource, object: { ...body, apiVersion, kind: resource.kind } };
}
