import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { apiVersion } from '../../api/group.ts';
import { kubeconfigKeys, kubeconfigSecretName, labels } from '../../api/names.ts';
import type { KubeObject } from '../../world.ts';
import type { Endpoints } from './observed.ts';

export const kubeconfigDigestAnnotation = 'slipway.dev/content';

export interface Administrator {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** The published Secret. `value` and `kubeconfig` hold the external address if there is one. */
export function kubeconfigSecret(
  instance: KarmadaInstance,
  endpoints: Endpoints,
  administrator: Administrator,
  digest: string,
): KubeObject & Readonly<Record<string, unknown>> {
  const { name, namespace, uid } = instance.metadata;
  const outside = kubeconfig(name, endpoints.external ?? endpoints.internal, administrator);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: kubeconfigSecretName(name),
      namespace,
      labels: { [labels.instance]: name, 'app.kubernetes.io/managed-by': 'slipway' },
      annotations: { [kubeconfigDigestAnnotation]: digest },
      ownerReferences: [
        { apiVersion, kind: 'KarmadaInstance', name, uid: uid ?? '', controller: true, blockOwnerDeletion: false },
      ],
    },
    type: 'Opaque',
    stringData: {
      [kubeconfigKeys.value]: outside,
      [kubeconfigKeys.kubeconfig]: outside,
      [kubeconfigKeys.inCluster]: kubeconfig(name, endpoints.internal, administrator),
    },
  };
}

/** JSON is YAML: nothing here can be read in two ways. */
function kubeconfig(name: string, server: string, { ca, certificate, key }: Administrator): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': base64(ca) } }],
    users: [
      {
        name: `${name}-admin`,
        user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: `${name}-admin` } }],
    'current-context': name,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
