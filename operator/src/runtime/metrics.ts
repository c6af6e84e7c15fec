import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { ControllerObserver } from './controller.ts';
import { queueMetrics } from './queue-metrics.ts';
import { reconcileMetrics } from './reconcile-metrics.ts';
import type { QueueObserver, WorkQueue } from './work-queue.ts';

/** The operator's metrics under controller-runtime's names, so that dashboards made for it work; in a registry of their own. */
export class Metrics {
  /** For metrics of the operator's own. */
  readonly registry = new Registry();
  readonly #queues = new Map<string, WorkQueue>();
  readonly #controllerObserver = reconcileMetrics(this.registry);
  readonly #queueObserver = queueMetrics(this.registry, this.#queues);
  readonly #requests = new Counter({
    name: 'rest_client_requests_total',
    help: 'Requests to Kubernetes APIs, by status code, method and kind of cluster.',
    labelNames: ['code', 'method', 'host'],
    registers: [this.registry],
  });
  readonly #leading = new Gauge({
    name: 'leader_election_master_status',
    help: 'Whether this process holds the lease of that name: 1 or 0.',
    labelNames: ['name'],
    registers: [this.registry],
  });

  /** `process`: also memory, CPU, event loop and garbage collection of this process. */
  constructor(options: { readonly process: boolean }) {
    if (options.process) collectDefaultMetrics({ register: this.registry });
  }

  /** For the constructor of a work queue, which then must be given to `watchQueue`. */
  queueObserver(name: string): QueueObserver {
    return this.#queueObserver(name);
  }

  /** Depth and unfinished work are read from the queue in each scrape. */
  watchQueue(name: string, queue: WorkQueue): void {
    this.#queues.set(name, queue);
  }

  controllerObserver(controller: string, workers: number): ControllerObserver {
    return this.#controllerObserver(controller, workers);
  }

  /** For a cluster client's `onRequest`. `host` is a kind of cluster (host, plane, member) and never a name: series must not grow with instances. */
  requestObserver(host: string): (request: { readonly method: string; readonly code: number }) => void {
    return ({ method, code }) => this.#requests.inc({ host, method, code: code === 0 ? '<error>' : String(code) });
  }

  /** For a leader election's `onChange`. */
  leaderObserver(name: string): (leading: boolean) => void {
    this.#leading.set({ name }, 0);
    return (leading) => this.#leading.set({ name }, leading ? 1 : 0);
  }

  /** What a scrape gets. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
