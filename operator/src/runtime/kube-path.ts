import { KubeError } from './kube-error.ts';
import type { ObjectKey, Resource } from './kube-types.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** `/api/v1/namespaces/ns/configmaps?…`; all namespaces when none is given. */
export function collectionPath(resource: Resource, namespace?: string, query: Query = {}): string {
  return base(resource, namespace) + queryString(query);
}

/** The path of one object or of its subresource. Throws KubeError for a name that is no path segment. */
export function objectPath(
  resource: Resource,
  key: ObjectKey,
  options: { subresource?: string | undefined; query?: Query } = {},
): string {
  if (resource.namespaced && key.namespace === undefined) throw badPath(`${resource.kind} needs a namespace`);
  const sub = options.subresource === undefined ? '' : `/${segment(options.subresource)}`;
  return `${base(resource, key.namespace)}/${segment(key.name)}${sub}${queryString(options.query ?? {})}`;
}

function base(resource: Resource, namespace?: string): string {
  const root =
    resource.group === ''
      ? `/api/${segment(resource.version)}`
      : `/apis/${segment(resource.group)}/${segment(resource.version)}`;
  const within = resource.namespaced && namespace !== undefined ? `/namespaces/${segment(namespace)}` : '';
  return `${root}${within}/${segment(resource.plural)}`;
}

/** Names are kept as they are (RBAC names may have upper case and colons); what could leave its segment is refused. */
function segment(text: string): string {
  if (text === '' || text === '.' || text === '..' || /[/%\u0000-\u001f]/.test(text))
    throw badPath('a name is empty or no path segment');
  return encodeURIComponent(text);
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function badPath(message: string): KubeError {
  return new KubeError({ code: 0, reason: 'BadRequestPath', message });
}
