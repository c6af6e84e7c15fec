import { isIP } from 'node:net';
import { canonicalIp } from './canonical-ip.ts';
import type { AuthorityName } from './key-material.ts';

export type LeafUsage = 'server' | 'client';

export interface LeafSpec {
  readonly authority: AuthorityName;
  readonly commonName: string;
  readonly organizations: readonly string[];
  /** Sorted, without doubles. */
  readonly dnsNames: readonly string[];
  /** Sorted, without doubles, in canonical spelling. */
  readonly ipAddresses: readonly string[];
  readonly usages: readonly LeafUsage[];
}

export interface PlaneNames {
  readonly release: string;
  readonly namespace: string;
  /** Names and addresses by which the plane is reached from outside: `spec.exposure.host` and what an administrator adds. */
  readonly externalNames: readonly string[];
}

export type LeafName = keyof ReturnType<typeof wantedLeaves>;

/** The largest etcd that can be asked for; all its members' names stand in the certificate from the start. */
const maxEtcdMembers = 5;

const masters = ['system:masters'];
const loopback = ['localhost', '127.0.0.1'];

/** Every certificate that one plane needs, by name. */
export function wantedLeaves({ release, namespace, externalNames }: PlaneNames) {
  const service = (component: string) => serviceNames(`${release}-${component}`, namespace);
  const etcdMembers = Array.from(
    { length: maxEtcdMembers },
    (_, index) => `${release}-etcd-${index}.${release}-etcd-peer.${namespace}.svc`,
  );
  return {
    etcdServer: both(`${release}-etcd`, [...service('etcd'), ...etcdMembers, ...loopback]),
    etcdPeer: both(`${release}-etcd-peer`, [...etcdMembers, ...loopback]),
    apiserver: server(`${release}-apiserver`, [
      ...service('apiserver'),
      ...kubernetesNames,
      ...loopback,
      ...externalNames,
    ]),
    apiserverEtcdClient: { ...client(`${release}-apiserver`), authority: 'etcd' },
    frontProxyClient: { ...client('front-proxy-client'), authority: 'front-proxy' },
    administrator: client('system:admin', masters),
    kubeControllerManager: client('system:kube-controller-manager'),
    aggregatedApiserver: server(`${release}-aggregated-apiserver`, [
      ...service('aggregated-apiserver'),
      // The plane's aggregator verifies the name of the APIService's own Service, which lives in the plane.
      `${release}-aggregated-apiserver.karmada-system.svc`,
      ...loopback,
    ]),
    aggregatedApiserverClient: client('system:karmada:aggregated-apiserver', masters),
    aggregatedApiserverEtcdClient: { ...client(`${release}-aggregated-apiserver`), authority: 'etcd' },
    controllerManager: client('system:karmada:controller-manager', masters),
    scheduler: client('system:karmada:scheduler', masters),
    webhook: server(`${release}-webhook`, [...service('webhook'), ...loopback]),
    webhookClient: client('system:karmada:webhook', masters),
  } as const satisfies Readonly<Record<string, LeafSpec>>;
}

const kubernetesNames = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', '10.96.0.1'];

function serviceNames(service: string, namespace: string): readonly string[] {
  return [service, `${service}.${namespace}`, `${service}.${namespace}.svc`];
}

function client(commonName: string, organizations: readonly string[] = []): LeafSpec {
  return { authority: 'server', commonName, organizations, dnsNames: [], ipAddresses: [], usages: ['client'] };
}

function server(commonName: string, names: readonly string[]): LeafSpec {
  return { authority: 'server', commonName, organizations: [], ...sorted(names), usages: ['server'] };
}

/** etcd dials itself and its peers with the certificate that it serves. */
function both(commonName: string, names: readonly string[]): LeafSpec {
  return { authority: 'etcd', commonName, organizations: [], ...sorted(names), usages: ['server', 'client'] };
}

function sorted(names: readonly string[]): Pick<LeafSpec, 'dnsNames' | 'ipAddresses'> {
  const unique = [...new Set(names)];
  return {
    dnsNames: unique.filter((name) => isIP(name) === 0).sort(),
    ipAddresses: unique
      .filter((name) => isIP(name) !== 0)
      .map(canonicalIp)
      .sort(),
  };
}
