import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import { componentName, hostPort, serviceHost } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact, valueOf } from '../../steps/fact.ts';
import type { Fact, KubeApi, KubeObject } from '../../world.ts';
import type { Endpoints } from '../plan/observed.ts';

interface Question {
  readonly spec: KarmadaInstanceSpec;
  readonly namespace: string;
  readonly release: string;
  readonly signal: AbortSignal;
}

/** The plane's API server listens here inside the host. */
const servicePort = 5443;
const externalPort = 443;

export async function observeEndpoints(
  host: KubeApi,
  { spec, namespace, release, signal }: Question,
): Promise<Endpoints> {
  const service = componentName(release, 'karmadaAPIServer');
  const internal = `https://${hostPort(serviceHost(service, namespace), servicePort)}`;
  const { type, host: name, port } = spec.exposure ?? {};
  if (type !== 'NodePort') {
    return name === undefined
      ? { internal, externalNames: [] }
      : { internal, external: `https://${hostPort(name, port ?? externalPort)}`, externalNames: [name] };
  }
  const [address, nodePort] = await Promise.all([
    name === undefined ? fact(() => nodeAddress(host, signal)) : present(name),
    port === undefined ? fact(() => assignedPort(host, { namespace, name: service }, signal)) : present(port),
  ]);
  const trouble = [address, nodePort].find((part) => part.kind === 'unreadable');
  const [where, at] = [valueOf(address), valueOf(nodePort)];
  return {
    internal,
    ...(trouble?.kind === 'unreadable' && { unreadable: trouble.why }),
    ...(where !== undefined && at !== undefined && { external: `https://${hostPort(where, at)}` }),
    externalNames: where === undefined ? [] : [where],
  };
}

function present<T>(value: T): Fact<T> {
  return { kind: 'present', value };
}

interface NodeObject extends KubeObject {
  readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

/** Of the oldest node, so that the answer stays as nodes come and go. */
async function nodeAddress(host: KubeApi, signal: AbortSignal): Promise<string | undefined> {
  const nodes = await host.list<NodeObject>(resources.nodes, { signal });
  const oldestFirst = [...nodes].sort((a, b) => age(a).localeCompare(age(b)));
  const addresses = oldestFirst[0]?.status?.addresses ?? [];
  const of = (type: string) => addresses.find((one) => one.type === type)?.address;
  return of('ExternalIP') ?? of('InternalIP');
}

function age({ metadata }: KubeObject): string {
  return `${metadata.creationTimestamp ?? ''} ${metadata.name}`;
}

interface ServiceObject extends KubeObject {
  readonly spec?: { readonly ports?: readonly { readonly nodePort?: number }[] };
}

async function assignedPort(
  host: KubeApi,
  key: { readonly namespace: string; readonly name: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  const service = await host.get<ServiceObject>(resources.services, key, { signal });
  return service?.spec?.ports?.[0]?.nodePort;
}
