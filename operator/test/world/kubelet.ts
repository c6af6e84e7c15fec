import { resources } from '../../src/api/resources.ts';
import type { KubeObject, ObjectKey, Resource } from '../../src/world.ts';
import type { FakeApiServer } from '../fake-api-server.ts';

interface Workload extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly template: object };
  readonly status?: { readonly observedGeneration?: number; readonly readyReplicas?: number };
}

const kinds: readonly Resource[] = [resources.statefulSets, resources.deployments];

/** Scheduler, kubelet and controllers of the host in one: a workload is ready one tick after its last change. */
export class FakeKubelet {
  /** Workloads whose Pods were replaced, in order; the first start does not count. */
  readonly rollouts: string[] = [];
  /** Names of workloads that do not become ready, with what the host says of them. */
  readonly broken = new Map<string, string>();
  readonly #host: FakeApiServer;
  readonly #templates = new Map<string, string>();
  readonly #seen = new Map<string, number>();

  constructor(host: FakeApiServer) {
    this.#host = host;
  }

  tick(): void {
    for (const kind of kinds) for (const workload of this.#host.all<Workload>(kind)) this.#settle(kind, workload);
  }

  isReady(resource: Resource, key: ObjectKey): boolean {
    return (this.#host.read<Workload>(resource, key)?.status?.readyReplicas ?? 0) > 0;
  }

  /** Changes with the Pods' template. */
  podsOf(resource: Resource, key: ObjectKey): string {
    return JSON.stringify(this.#host.read<Workload>(resource, key)?.spec.template);
  }

  #settle(kind: Resource, workload: Workload): void {
    const { metadata, spec, status } = workload;
    const { name, namespace = '', uid = '', generation = 0 } = metadata;
    this.#note(`${namespace}/${name}`, uid, workload);
    if (this.#seen.get(uid) !== generation) {
      this.#seen.set(uid, generation);
      return;
    }
    const trouble = this.broken.get(name);
    if (trouble === undefined && status?.observedGeneration === generation && status.readyReplicas === spec.replicas)
      return;
    const ready = trouble === undefined ? (spec.replicas ?? 1) : 0;
    const progressing = trouble === undefined ? [] : [{ type: 'Progressing', status: 'False', message: trouble }];
    this.#host.edit(kind, { namespace, name }, (object) => {
      object['status'] = {
        observedGeneration: generation,
        replicas: spec.replicas ?? 1,
        updatedReplicas: spec.replicas ?? 1,
        readyReplicas: ready,
        availableReplicas: ready,
        conditions: progressing,
      };
    });
  }

  #note(path: string, uid: string, { metadata, spec }: Workload): void {
    const template = JSON.stringify([spec.template, spec.replicas]);
    const before = this.#templates.get(uid);
    this.#templates.set(uid, template);
    if (before !== undefined && before !== template) this.rollouts.push(metadata.name);
    else if (before === undefined && this.#templates.has(path)) this.rollouts.push(`${metadata.name} (made anew)`);
    this.#templates.set(path, uid);
  }
}
