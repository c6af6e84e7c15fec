import type { ClusterClientOptions } from '../src/runtime/cluster-client.ts';

/** The same way to a cluster as a kubeconfig, for programs that are not ours. */
export function kubeconfigOf({ server, ca, cert, key, token }: ClusterClientOptions): string {
  const inline = (pem: string | undefined) => (pem === undefined ? undefined : Buffer.from(pem).toString('base64'));
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'it',
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    clusters: [{ name: 'it', cluster: { server, 'certificate-authority-data': inline(ca) } }],
    users: [
      {
        name: 'it',
        user: {
          token: typeof token === 'string' ? token : undefined,
          'client-certificate-data': inline(cert),
          'client-key-data': inline(key),
        },
      },
    ],
  });
}
