import { stringify } from 'yaml';
import { keyPem, type Issued } from './certificate.ts';

export interface Access {
  readonly cluster: string;
  /** Such as https://10.97.0.2:6443. */
  readonly server: string;
  /** PEM. */
  readonly authority: string;
  readonly client: Issued;
}

/** A kubeconfig that holds all it needs. */
export function kubeconfig({ cluster, server, authority, client }: Access): string {
  const user = {
    'client-certificate-data': base64(client.certificate),
    'client-key-data': base64(keyPem(client.key)),
  };
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster, cluster: { server, 'certificate-authority-data': base64(authority) } }],
    users: [{ name: cluster, user }],
    contexts: [{ name: cluster, context: { cluster, user: cluster } }],
    'current-context': cluster,
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
