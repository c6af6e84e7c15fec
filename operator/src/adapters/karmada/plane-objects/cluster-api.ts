import { resources } from '../../../api/resources.ts';
import { type PlaneObject, planeObject } from './manifest.ts';
import { systemNamespace } from './plane-namespaces.ts';

export interface ClusterApiInput {
  readonly release: string;
  readonly namespace: string;
  /** PEM. */
  readonly caBundle: string;
}

/** `clusters.cluster.karmada.io`, served by the aggregated apiserver: the plane's Service is only a pointer to the host's. */
export function clusterApi({ release, namespace, caBundle }: ClusterApiInput): readonly PlaneObject[] {
  const name = `${release}-aggregated-apiserver`;
  return [
    planeObject(resources.services, {
      metadata: { name, namespace: systemNamespace },
      spec: { type: 'ExternalName', externalName: `${name}.${namespace}.svc` },
    }),
    planeObject(resources.apiServices, {
      metadata: { name: 'v1alpha1.cluster.karmada.io' },
      spec: {
        group: 'cluster.karmada.io',
        version: 'v1alpha1',
        groupPriorityMinimum: 2000,
        versionPriority: 10,
        service: { name, namespace: systemNamespace, port: 443 },
        caBundle: Buffer.from(caBundle).toString('base64'),
      },
    }),
  ];
}
