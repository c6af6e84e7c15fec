import type { Resource } from './kube-types.ts';

const metadataVersion = 'g=meta.k8s.io;v=v1';

/** Accept for watches of metadata only. */
export const metadataAccept = `application/json;as=PartialObjectMetadata;${metadataVersion}`;

/** Accept for lists of metadata only. */
export const metadataListAccept = `application/json;as=PartialObjectMetadataList;${metadataVersion}`;

/** Items of a built-in list carry no kind and metadata-only items carry a foreign one: every object leaves here with its own. */
export function asKind<T extends object>(resource: Resource, object: T): T {
  return {
    ...object,
    apiVersion: resource.group === '' ? resource.version : `${resource.group}/${resource.version}`,
    kind: resource.kind,
  };
}
