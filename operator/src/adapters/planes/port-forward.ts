import { Duplex, PassThrough, Writable } from 'node:stream';
import { KubeConfig, PortForward } from '@kubernetes/client-node';

export interface ForwardTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** A stream to a port of a Pod, through the API server that the kubeconfig file leads to. Rejects when the Pod does not take it. */
export async function openPortForward(kubeconfig: string, { namespace, pod, port }: ForwardTarget): Promise<Duplex> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const toPod = new PassThrough();
  const fromPod = new PassThrough();
  // Its type comes from a package without types.
  const socket: unknown = await new PortForward(config).portForward(namespace, pod, [port], fromPod, discard(), toPod);
  const stream = Duplex.from({ readable: fromPod, writable: toPod });
  const end = (): void => {
    if (isClosable(socket)) socket.close();
  };
  stream.on('close', end).on('error', end);
  return stream;
}

/** The error channel repeats what the closed stream says already. */
function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function isClosable(value: unknown): value is { close(): void } {
  return typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
}
