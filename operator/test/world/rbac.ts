import { resources } from '../../src/api/resources.ts';
import type { KubeObject } from '../../src/world.ts';
import type { FakeApiServer } from '../fake-api-server.ts';

/** What a client asks of a cluster: a verb on a kind, or a path. */
export type Request =
  | {
      readonly verb: string;
      readonly group: string;
      /** Plural, with the subresource behind a slash. */
      readonly resource: string;
      readonly namespace?: string | undefined;
      readonly name?: string | undefined;
    }
  | { readonly path: string };

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface Role extends KubeObject {
  readonly rules?: readonly Rule[];
}

interface Binding extends KubeObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** Whether a ServiceAccount (`system:serviceaccount:<namespace>:<name>`) may do it, by the roles that stand on the cluster now. Nothing is cached. */
export function mayDo(api: FakeApiServer, user: string, request: Request): boolean {
  const clusterWide = api.all<Binding>(resources.clusterRoleBindings).filter((binding) => names(binding, user));
  const namespace = 'namespace' in request ? request.namespace : undefined;
  const local = namespace === undefined ? [] : api.all<Binding>(resources.roleBindings, { namespace });
  const bindings = [...clusterWide, ...local.filter((binding) => names(binding, user))];
  return bindings.some((binding) => rulesOf(api, binding).some((rule) => allows(rule, request)));
}

function names({ subjects = [] }: Binding, user: string): boolean {
  return subjects.some(
    ({ kind, name, namespace }) =>
      kind === 'ServiceAccount' && user === `system:serviceaccount:${namespace ?? ''}:${name}`,
  );
}

function rulesOf(api: FakeApiServer, { roleRef, metadata: { namespace } }: Binding): readonly Rule[] {
  const role =
    roleRef.kind === 'ClusterRole'
      ? api.read<Role>(resources.clusterRoles, { name: roleRef.name })
      : api.read<Role>(resources.roles, { name: roleRef.name, ...(namespace !== undefined && { namespace }) });
  return role?.rules ?? [];
}

function allows(rule: Rule, request: Request): boolean {
  if ('path' in request) return rule.verbs.includes('get') && covers(rule.nonResourceURLs, request.path);
  const { verb, group, resource, name } = request;
  const named = rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name));
  return covers(rule.verbs, verb) && covers(rule.apiGroups, group) && covers(rule.resources, resource) && named;
}

function covers(list: readonly string[] | undefined, wanted: string): boolean {
  return list?.some((one) => one === '*' || one === wanted) === true;
}
