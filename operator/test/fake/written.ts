import { KubeError } from '../../src/runtime/kube-error.ts';
import type { KubeObject, Resource } from '../../src/runtime/kube-types.ts';
import { invalid } from './errors.ts';
import { isObject, same, wire, type JsonObject } from './json.ts';
import { isNamespace } from './lifecycle.ts';

/** Groups whose objects have no generation. */
const ungenerated = new Set([
  '',
  'rbac.authorization.k8s.io',
  'coordination.k8s.io',
  'events.k8s.io',
  'storage.k8s.io',
  'certificates.k8s.io',
]);

/** What a client may not set: the server's own metadata is taken from `live`, `status` only changes through its subresource. */
export function asStored(resource: Resource, sent: JsonObject, live: KubeObject | undefined): JsonObject {
  const own = isObject(sent['metadata']) ? sent['metadata'] : {};
  const metadata = without(own, [
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
  ]);
  const kept =
    live === undefined
      ? {}
      : pick(wire<JsonObject>(live.metadata), ['uid', 'generation', 'creationTimestamp', 'deletionTimestamp']);
  const body = resource.kind === 'Secret' ? withData(sent) : sent;
  return { ...body, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata: { ...metadata, ...kept } };
}

/** The fields that a client speaks about in an apply: no identity, no server's metadata, and only the half that the endpoint serves. */
export function appliedFields(resource: Resource, sent: JsonObject, subresource: 'status' | undefined): JsonObject {
  if (subresource === 'status') return sent['status'] === undefined ? {} : { status: sent['status'] };
  const body = without(resource.kind === 'Secret' ? withData(sent) : sent, [
    'apiVersion',
    'kind',
    'status',
    'metadata',
  ]);
  const metadata = isObject(sent['metadata'])
    ? pick(sent['metadata'], ['labels', 'annotations', 'finalizers', 'ownerReferences'])
    : {};
  return Object.keys(metadata).length === 0 ? body : { ...body, metadata };
}

export function newMetadata(
  resource: Resource,
  object: JsonObject,
  identity: { readonly uid: string; readonly now: string },
): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const generation: JsonObject = ungenerated.has(resource.group) ? {} : { generation: 1 };
  const fresh = {
    ...object,
    metadata: { ...metadata, uid: identity.uid, creationTimestamp: identity.now, ...generation },
  };
  return isNamespace(resource) ? asNamespace(fresh) : fresh;
}

/** The generation counts changes outside metadata and status. */
export function withGeneration(before: KubeObject, after: JsonObject): JsonObject {
  const metadata = isObject(after['metadata']) ? after['metadata'] : {};
  const body = (object: object): object => without(wire<JsonObject>(object), ['metadata', 'status', 'apiVersion']);
  if (before.metadata.generation === undefined || same(body(before), body(after))) return after;
  return { ...after, metadata: { ...metadata, generation: before.metadata.generation + 1 } };
}

export function checkFinalizers(resource: Resource, before: KubeObject, after: KubeObject): void {
  const added = (after.metadata.finalizers ?? []).filter(
    (finalizer) => !before.metadata.finalizers?.includes(finalizer),
  );
  if (before.metadata.deletionTimestamp === undefined || added.length === 0) return;
  const why = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"${added.join('", "')}"}`;
  throw invalid(resource, after.metadata.name, 'metadata.finalizers', why);
}

export function refuseVersionOnCreate(object: KubeObject): void {
  if (object.metadata.resourceVersion === undefined || object.metadata.resourceVersion === '') return;
  throw new KubeError({
    code: 500,
    reason: 'InternalError',
    message: 'resourceVersion should not be set on objects to be created',
  });
}

export function apiVersionOf(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

export function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function asNamespace(object: JsonObject): JsonObject {
  const metadata = object['metadata'] as JsonObject;
  const labels = {
    ...(metadata['labels'] as JsonObject | undefined),
    'kubernetes.io/metadata.name': metadata['name'] ?? '',
  };
  return {
    ...object,
    metadata: { ...metadata, labels },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** `stringData` is write-only. */
function withData(secret: JsonObject): JsonObject {
  const typed = { type: 'Opaque', ...secret };
  if (!isObject(secret['stringData'])) return typed;
  const encoded = Object.fromEntries(
    Object.entries(secret['stringData']).map(([key, text]) => [
      key,
      Buffer.from(typeof text === 'string' ? text : '').toString('base64'),
    ]),
  );
  return without({ ...typed, data: { ...(isObject(secret['data']) ? secret['data'] : {}), ...encoded } }, [
    'stringData',
  ]);
}
