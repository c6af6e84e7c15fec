import { resources } from '../../../api/resources.ts';
import { type PlaneObject, planeObject } from './manifest.ts';

const clusterProxy = 'cluster-proxy-admin';
const readVerbs = ['get', 'list', 'watch'];
const writeVerbs = ['create', 'delete', 'deletecollection', 'patch', 'update'];

/**
 * The administrator may talk to members through the plane, and the stock roles view, edit and admin cover Karmada's namespaced kinds.
 * The proxy's rule names the user: being in system:masters is no rule that Karmada could pass on to a member.
 */
export function planeRoles(): readonly PlaneObject[] {
  return [
    planeObject(resources.clusterRoles, {
      metadata: { name: clusterProxy },
      rules: [{ apiGroups: ['cluster.karmada.io'], resources: ['clusters/proxy'], verbs: ['*'] }],
    }),
    planeObject(resources.clusterRoleBindings, {
      metadata: { name: clusterProxy },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterProxy },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:admin' }],
    }),
    aggregatedRole('view', readVerbs),
    aggregatedRole('edit', writeVerbs),
  ];
}

const withStatus = (...resources: string[]) => resources.flatMap((resource) => [resource, `${resource}/status`]);

const namespacedKinds: readonly { readonly group: string; readonly resources: readonly string[] }[] = [
  { group: 'autoscaling.karmada.io', resources: withStatus('cronfederatedhpas', 'federatedhpas') },
  { group: 'multicluster.x-k8s.io', resources: withStatus('serviceexports', 'serviceimports') },
  { group: 'networking.karmada.io', resources: withStatus('multiclusteringresses', 'multiclusterservices') },
  { group: 'policy.karmada.io', resources: ['overridepolicies', 'propagationpolicies'] },
  { group: 'work.karmada.io', resources: withStatus('resourcebindings', 'works') },
];

function aggregatedRole(role: 'view' | 'edit', verbs: readonly string[]): PlaneObject {
  return planeObject(resources.clusterRoles, {
    metadata: {
      name: `karmada-${role}`,
      labels: { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' },
    },
    rules: namespacedKinds.map(({ group, resources }) => ({ apiGroups: [group], resources, verbs })),
  });
}
