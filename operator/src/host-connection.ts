import type { HelmAccess } from './adapters/helm/environment.ts';
import type { PlaneAccess } from './adapters/planes/connect.ts';
import type { Config } from './config.ts';
import { clientOptionsFromKubeConfig, clientOptionsInCluster, type Connection } from './runtime/client-options.ts';

export interface HostConnection {
  readonly connection: Connection;
  readonly helm: HelmAccess;
  readonly planeAccess: PlaneAccess;
  readonly memberAddresses: Config['memberAddresses'];
}

/** How this process, its Helm and its planes' clients reach the host. Rejects when the credentials cannot be read. */
export async function hostConnection({ kube, planeAccess, memberAddresses }: Config): Promise<HostConnection> {
  if (kube.kind === 'kubeconfig') {
    return {
      connection: await clientOptionsFromKubeConfig({ file: kube.path }),
      helm: { kind: 'kubeconfig', path: kube.path },
      planeAccess:
        planeAccess === 'portForward' ? { kind: 'portForward', kubeconfig: kube.path } : { kind: planeAccess },
      memberAddresses,
    };
  }
  const { host, port } = kube;
  return {
    connection: await clientOptionsInCluster({ host, port: String(port) }),
    helm: { kind: 'inCluster', host, port: String(port) },
    // A port-forward needs a kubeconfig; a Pod reaches Services anyway.
    planeAccess: { kind: planeAccess === 'endpoint' ? 'endpoint' : 'service' },
    // A tenant that names the host's own API as its member would get the operator to talk to it.
    memberAddresses: {
      ...memberAddresses,
      deniedCIDRs: [...memberAddresses.deniedCIDRs, `${host}/${host.includes(':') ? 128 : 32}`],
    },
  };
}
