import { componentName, serviceHost } from '../../api/names.ts';
import { ClusterClient, type ClusterClientOptions } from '../../runtime/cluster-client.ts';
import type { KubeApi, PlaneRef } from '../../world.ts';
import { endpointDial, portForwardDial, type Dial } from './dial.ts';
import type { PlaneCredentials } from './planes.ts';

export type PlaneAccess =
  | { readonly kind: 'service' }
  | { readonly kind: 'endpoint' }
  | { readonly kind: 'portForward'; readonly kubeconfig: string };

/** What all clients of planes have in common: the fence for writes, and who hears of requests. */
export type ClientHooks = Pick<ClusterClientOptions, 'fence' | 'onRequest'>;

/** A client of one plane. Whichever way it is reached, the server must carry the name of its Service. */
export function planeConnector(
  host: KubeApi,
  access: PlaneAccess,
  hooks: ClientHooks,
): (ref: PlaneRef, credentials: PlaneCredentials) => ClusterClient {
  return (ref, { ca, certificate, key }) => {
    const name = serviceHost(componentName(ref.release, 'karmadaAPIServer'), ref.hostNamespace);
    const dial = dialOf(host, access, ref);
    return new ClusterClient({
      server: `https://${name}:5443`,
      ca,
      cert: certificate,
      key,
      serverName: name,
      ...(dial && { dial }),
      ...hooks,
    });
  };
}

function dialOf(host: KubeApi, access: PlaneAccess, ref: PlaneRef): Dial | undefined {
  switch (access.kind) {
    case 'service':
      return undefined;
    case 'endpoint':
      return endpointDial(host, ref);
    case 'portForward':
      return portForwardDial(host, access.kubeconfig, ref);
  }
}
