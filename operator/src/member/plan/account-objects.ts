import { labels as keys, memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import type { KubeObject, Resource } from '../../world.ts';

const { clusterRoleBindings, clusterRoles, namespaces, roleBindings, roles, serviceAccounts } = resources;

/** Bump when the objects below change: a member whose marker differs gets them again. */
export const accountDigest = 'v1';

export const claimAnnotations = {
  holder: 'slipway.dev/claimed-by',
  holderName: 'slipway.dev/claimed-for',
  digest: 'slipway.dev/account',
} as const;

/** The accounts on a member: the operator's own, the plane's, and the one that the plane's proxy impersonates with. */
export const accounts = { operator: 'slipway', plane: 'karmada', impersonator: 'karmada-impersonator' } as const;

export interface PlacedObject {
  readonly resource: Resource;
  readonly object: KubeObject & Readonly<Record<string, unknown>>;
}

/**
 * Everything on the member but the namespace itself; all names carry the instance's id, so several instances can share a member.
 * The cluster-scoped ones belong to the namespace: when it goes, the member's own garbage collector takes the operator's last rights with it.
 */
export function accountObjects(id: string, namespaceUID: string): readonly PlacedObject[] {
  const namespace = memberNamespace(id);
  const labels = { [keys.instanceId]: id, 'app.kubernetes.io/managed-by': 'slipway' };
  const cluster = clusterRoleNames(id);
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Namespace', name: namespace, uid: namespaceUID }];
  const account = (name: string): PlacedObject => ({
    resource: serviceAccounts,
    object: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace, labels },
      automountServiceAccountToken: false,
    },
  });
  const clusterRole = (name: string, rules: readonly object[]): PlacedObject => ({
    resource: clusterRoles,
    object: { apiVersion: rbac, kind: 'ClusterRole', metadata: { name, labels, ownerReferences }, rules },
  });
  const clusterBinding = (name: string, subject: string): PlacedObject => ({
    resource: clusterRoleBindings,
    object: {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels, ownerReferences },
      roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: subject, namespace }],
    },
  });
  return [
    account(accounts.operator),
    account(accounts.plane),
    account(accounts.impersonator),
    clusterRole(cluster.operator, operatorRules(id)),
    clusterRole(cluster.plane, planeRules),
    clusterRole(cluster.impersonator, impersonatorRules),
    clusterBinding(cluster.operator, accounts.operator),
    clusterBinding(cluster.plane, accounts.plane),
    clusterBinding(cluster.impersonator, accounts.impersonator),
    {
      resource: roles,
      object: {
        apiVersion: rbac,
        kind: 'Role',
        metadata: { name: accounts.operator, namespace, labels },
        rules: ownNamespaceRules,
      },
    },
    {
      resource: roleBindings,
      object: {
        apiVersion: rbac,
        kind: 'RoleBinding',
        metadata: { name: accounts.operator, namespace, labels },
        roleRef: { apiGroup: rbacGroup, kind: 'Role', name: accounts.operator },
        subjects: [{ kind: 'ServiceAccount', name: accounts.operator, namespace }],
      },
    },
  ];
}

const rbacGroup = 'rbac.authorization.k8s.io';
const rbac = `${rbacGroup}/v1`;

export function clusterRoleNames(id: string): {
  readonly operator: string;
  readonly plane: string;
  readonly impersonator: string;
} {
  return {
    operator: `slipway-${id}-operator`,
    plane: `slipway-${id}-karmada`,
    impersonator: `slipway-${id}-karmada-impersonator`,
  };
}

/** Read the cluster's identity, count claims, and delete its own names: nothing else outside its namespace. */
function operatorRules(id: string): readonly object[] {
  const own = Object.values(clusterRoleNames(id));
  return [
    { apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['namespaces'], resourceNames: [memberNamespace(id)], verbs: ['delete', 'patch'] },
    {
      apiGroups: [rbacGroup],
      resources: ['clusterroles', 'clusterrolebindings'],
      resourceNames: own,
      verbs: ['get', 'delete'],
    },
    { nonResourceURLs: ['/version', '/readyz'], verbs: ['get'] },
  ];
}

/** Mint and revoke tokens. */
const ownNamespaceRules = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'create', 'patch', 'delete'] },
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['get'] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
];

/** What Karmada asks of a push account: it propagates objects of every kind (karmadactl join gives the same). */
const planeRules = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['get'] },
];

/** The plane's proxy acts for the plane's administrator only; narrower users come with access management. */
const impersonatorRules = [
  { apiGroups: [''], resources: ['users'], resourceNames: ['system:admin'], verbs: ['impersonate'] },
  { apiGroups: [''], resources: ['groups'], resourceNames: ['system:masters'], verbs: ['impersonate'] },
];

/** The claim: created, never applied, so that only one MemberCluster of an instance can win it. */
export function claimNamespace(id: string, holder: { readonly uid: string; readonly name: string }): PlacedObject {
  return {
    resource: namespaces,
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: memberNamespace(id),
        labels: { [keys.instanceId]: id, 'app.kubernetes.io/managed-by': 'slipway' },
        annotations: { [claimAnnotations.holder]: holder.uid, [claimAnnotations.holderName]: holder.name },
      },
    },
  };
}
