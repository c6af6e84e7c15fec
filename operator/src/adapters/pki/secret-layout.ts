import type { AuthorityName } from './key-material.ts';
import type { LeafName } from './wanted-leaves.ts';

export type FileSource =
  | { readonly kind: 'authority'; readonly authority: AuthorityName }
  | { readonly kind: 'certificate'; readonly leaf: LeafName }
  | { readonly kind: 'key'; readonly leaf: LeafName }
  | { readonly kind: 'serviceAccount'; readonly half: 'private' | 'public' };

export interface SecretSpec {
  readonly name: string;
  readonly files: Readonly<Record<string, FileSource>>;
}

/** The one Secret that holds the authorities' private keys. No Pod names it. */
export function rootSecretName(release: string): string {
  return `${release}-ca`;
}

/** The administrator's client certificate, for the operator's own use and the published kubeconfig. No Pod names it. */
export function administratorSecretName(release: string): string {
  return `${release}-admin`;
}

/** The Secrets that Pods mount, each as one directory with exactly what that component needs, and the administrator's. */
export function secretLayout(release: string): readonly SecretSpec[] {
  const mounted = (component: string, files: SecretSpec['files']) => ({ name: `${release}-${component}-pki`, files });
  return [
    mounted('etcd', {
      'ca.crt': { kind: 'authority', authority: 'etcd' },
      ...pair('server', 'etcdServer'),
      ...pair('peer', 'etcdPeer'),
    }),
    mounted('apiserver', {
      'ca.crt': { kind: 'authority', authority: 'server' },
      ...pair('server', 'apiserver'),
      'etcd-ca.crt': { kind: 'authority', authority: 'etcd' },
      ...pair('etcd-client', 'apiserverEtcdClient'),
      'front-proxy-ca.crt': { kind: 'authority', authority: 'front-proxy' },
      ...pair('front-proxy-client', 'frontProxyClient'),
      'service-account.key': { kind: 'serviceAccount', half: 'private' },
      'service-account.pub': { kind: 'serviceAccount', half: 'public' },
    }),
    mounted('kube-controller-manager', {
      ...kubeconfigFiles('kubeControllerManager'),
      'service-account.key': { kind: 'serviceAccount', half: 'private' },
    }),
    mounted('aggregated-apiserver', {
      ...kubeconfigFiles('aggregatedApiserverClient'),
      ...pair('server', 'aggregatedApiserver'),
      'etcd-ca.crt': { kind: 'authority', authority: 'etcd' },
      ...pair('etcd-client', 'aggregatedApiserverEtcdClient'),
    }),
    mounted('controller-manager', kubeconfigFiles('controllerManager')),
    mounted('scheduler', kubeconfigFiles('scheduler')),
    mounted('webhook', { ...kubeconfigFiles('webhookClient'), ...pair('server', 'webhook') }),
    { name: administratorSecretName(release), files: kubeconfigFiles('administrator') },
  ];
}

/** The three files that the kubeconfig in every Pod names. */
function kubeconfigFiles(leaf: LeafName): SecretSpec['files'] {
  return { 'ca.crt': { kind: 'authority', authority: 'server' }, ...pair('client', leaf) };
}

function pair(file: string, leaf: LeafName): SecretSpec['files'] {
  return { [`${file}.crt`]: { kind: 'certificate', leaf }, [`${file}.key`]: { kind: 'key', leaf } };
}
