import { KubeError } from '../../src/runtime/kube-error.ts';
import type { ObjectKey, Resource } from '../../src/runtime/kube-types.ts';

/** The API's own failures, with the sentences and details that a real server gives. */

export function notFound(resource: Resource, name: string): KubeError {
  return failure(404, 'NotFound', `${qualified(resource)} "${name}" not found`, detailsOf(resource, name));
}

export function unknownKind(): KubeError {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function alreadyExists(resource: Resource, name: string): KubeError {
  return failure(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, detailsOf(resource, name));
}

export function conflict(resource: Resource, name: string, why: string): KubeError {
  return failure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    detailsOf(resource, name),
  );
}

export function applyConflict(managers: readonly string[], fields: readonly string[]): KubeError {
  const by = [...new Set(managers)].map((manager) => `"${manager}"`).join(', ');
  const causes = fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${by}`, field }));
  return failure(
    409,
    'Conflict',
    `Apply failed with ${fields.length} conflict${fields.length === 1 ? '' : 's'}: conflicts with ${by}`,
    { causes },
  );
}

export function invalid(resource: Resource, name: string, field: string, why: string): KubeError {
  const message = `${resource.kind}${resource.group === '' ? '' : `.${resource.group}`} "${name}" is invalid: ${field}: ${why}`;
  return failure(422, 'Invalid', message, {
    name,
    group: resource.group,
    kind: resource.kind,
    causes: [{ message: why, field }],
  });
}

export function terminating(resource: Resource, key: ObjectKey): KubeError {
  const why = `namespace ${key.namespace ?? ''} is being terminated`;
  const message = `${qualified(resource)} "${key.name}" is forbidden: unable to create new content in namespace ${key.namespace ?? ''} because it is being terminated`;
  const causes = [{ reason: 'NamespaceTerminating', message: why, field: 'metadata.namespace' }];
  return failure(403, 'Forbidden', message, { ...detailsOf(resource, key.name), causes });
}

function failure(code: number, reason: string, message: string, details: NonNullable<KubeError['details']>): KubeError {
  return new KubeError({ code, reason, message, details });
}

function detailsOf(resource: Resource, name: string): NonNullable<KubeError['details']> {
  return { name, ...(resource.group === '' ? {} : { group: resource.group }), kind: resource.plural };
}

function qualified(resource: Resource): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}
