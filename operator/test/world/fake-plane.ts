import { componentName } from '../../src/api/names.ts';
import { resources } from '../../src/api/resources.ts';
import type { KubeObject, Resource } from '../../src/world.ts';
import { FakeApiServer, type FakeApiServerOptions } from '../fake-api-server.ts';
import type { FakeKubelet } from './kubelet.ts';

const { apiServices, clusters, customResourceDefinitions, deployments, statefulSets } = resources;

/** Karmada's kinds that the operator looks at and that a definition brings. */
export const definedKinds: readonly Resource[] = [
  resources.propagationPolicies,
  resources.clusterPropagationPolicies,
  resources.overridePolicies,
  resources.clusterOverridePolicies,
  resources.resourceBindings,
  resources.clusterResourceBindings,
  resources.works,
];

export const definitionName = ({ plural, group }: Resource): string => `${plural}.${group}`;

interface Conditioned extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** One plane's API: it answers while etcd and kube-apiserver run on the host, and serves kinds as they are defined. */
export class FakePlane {
  readonly api: FakeApiServer;
  readonly hostNamespace: string;
  readonly release: string;
  /** Taken away by a test, whatever its Pods are. */
  #outage = false;

  constructor(hostNamespace: string, release: string, options: FakeApiServerOptions) {
    this.hostNamespace = hostNamespace;
    this.release = release;
    this.api = new FakeApiServer({ ...options, name: `plane ${release}` });
    for (const kind of [...definedKinds, clusters]) this.api.hideKind(kind);
    this.api.faults.down();
  }

  get outage(): boolean {
    return this.#outage;
  }

  /** Nobody gets an answer until `start`. */
  stop(): void {
    this.#outage = true;
    this.api.faults.down();
  }

  start(): void {
    this.#outage = false;
  }

  tick(kubelet: FakeKubelet): void {
    const runs = (component: 'etcd' | 'karmadaAPIServer' | 'karmadaAggregatedAPIServer'): boolean =>
      kubelet.isReady(component === 'etcd' ? statefulSets : deployments, {
        namespace: this.hostNamespace,
        name: componentName(this.release, component),
      });
    if (this.#outage || !runs('etcd') || !runs('karmadaAPIServer')) {
      this.api.faults.down();
      return;
    }
    this.api.faults.up();
    for (const definition of this.api.all<Conditioned>(customResourceDefinitions)) {
      this.#mark(customResourceDefinitions, definition, 'Established');
      const kind = definedKinds.find((candidate) => definitionName(candidate) === definition.metadata.name);
      if (kind !== undefined) this.api.serveKind(kind);
    }
    const service = this.api.read<Conditioned>(apiServices, { name: 'v1alpha1.cluster.karmada.io' });
    if (service === undefined || !runs('karmadaAggregatedAPIServer')) return;
    this.#mark(apiServices, service, 'Available');
    this.api.serveKind(clusters);
  }

  #mark(resource: Resource, { metadata, status }: Conditioned, type: string): void {
    if (status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true)
      return;
    this.api.edit(resource, metadata, (object) => {
      object['status'] = { conditions: [{ type, status: 'True' }] };
    });
  }
}
