import { resources } from '../../api/resources.ts';
import type { KubeApi, KubeObject, Resource } from '../../world.ts';
import type { ObjectCount } from '../plan/observed.ts';

/** What an overview of a fleet shows; metadata only, page by page. */
const counted: readonly Resource[] = [
  resources.propagationPolicies,
  resources.clusterPropagationPolicies,
  resources.overridePolicies,
  resources.clusterOverridePolicies,
  resources.namespaces,
  resources.deployments,
  resources.statefulSets,
  resources.daemonSets,
  resources.jobs,
  resources.cronJobs,
  resources.services,
  resources.persistentVolumeClaims,
  resources.configMaps,
  resources.secrets,
];

/** Users' objects only: those of Kubernetes and of Karmada itself are left out. */
export async function countObjects(plane: KubeApi, signal: AbortSignal): Promise<readonly ObjectCount[]> {
  return Promise.all(
    counted.map(async (resource) => {
      const all = await plane.listMetadata(resource, { signal });
      return {
        resource: resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`,
        total: all.filter((object) => !isSystem(resource, object)).length,
      };
    }),
  );
}

function isSystem({ plural }: Resource, { metadata: { name, namespace } }: KubeObject): boolean {
  if (plural === 'namespaces') return isSystemNamespace(name) || name === 'default';
  if (namespace === undefined) return false;
  const served = namespace === 'default' && plural === 'services' && name === 'kubernetes';
  return served || name === 'kube-root-ca.crt' || isSystemNamespace(namespace);
}

function isSystemNamespace(name: string): boolean {
  return (
    name.startsWith('kube-') ||
    name === 'karmada-system' ||
    name === 'karmada-cluster' ||
    name.startsWith('karmada-es-')
  );
}
