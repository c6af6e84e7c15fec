import { connect as connectTCP } from 'node:net';
import type { Duplex } from 'node:stream';
import { componentName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import type { KubeApi, KubeObject, PlaneRef } from '../../world.ts';

export type Dial = () => Promise<Duplex>;

interface PodObject extends KubeObject {
  readonly status?: { readonly phase?: string };
}

const planePort = 5443;

/** Through the host's API to the plane's API server Pod: works wherever the host can be reached. TLS runs inside. */
export function portForwardDial(host: KubeApi, kubeconfig: string, ref: PlaneRef): Dial {
  return async () => {
    const selector = `app.kubernetes.io/instance=${ref.release},app.kubernetes.io/component=apiserver`;
    const pods = await host.list<PodObject>(resources.pods, { namespace: ref.hostNamespace, labelSelector: selector });
    const running = pods.find(({ status }) => status?.phase === 'Running');
    if (running === undefined) throw new Error('no Pod of the plane’s API server is running');
    // Loaded when it is needed: in the operator's own Pod it never is, and costs 60 MB.
    const { openPortForward } = await import('./port-forward.ts');
    return openPortForward(kubeconfig, { namespace: ref.hostNamespace, pod: running.metadata.name, port: planePort });
  };
}

/** To the plane's node port, from a machine that reaches the host's nodes. */
export function endpointDial(host: KubeApi, ref: PlaneRef): Dial {
  return async () => {
    const name = componentName(ref.release, 'karmadaAPIServer');
    const service = await host.get<ServiceObject>(resources.services, { namespace: ref.hostNamespace, name });
    const nodes = await host.list<NodeObject>(resources.nodes);
    const port = service?.spec?.ports?.[0]?.nodePort;
    const address = nodes
      .flatMap(({ status }) => status?.addresses ?? [])
      .find(({ type }) => type === 'InternalIP')?.address;
    if (port === undefined || address === undefined)
      throw new Error('the plane has no node port; set spec.exposure.type to NodePort or use another plane access');
    return connectTCP({ host: address, port });
  };
}

interface ServiceObject extends KubeObject {
  readonly spec?: { readonly ports?: readonly { readonly nodePort?: number }[] };
}

interface NodeObject extends KubeObject {
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}
