import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { QueueObserver, WorkQueue } from './work-queue.ts';

const buckets = [0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000];
const labelNames = ['name', 'controller'] as const;

/** Makes the observers of work queues; what `queues` holds is also looked at in each scrape. */
export function queueMetrics(
  registry: Registry,
  queues: ReadonlyMap<string, WorkQueue>,
): (name: string) => QueueObserver {
  const registers = [registry];
  const adds = new Counter({ name: 'workqueue_adds_total', help: 'Keys added.', labelNames, registers });
  const retries = new Counter({
    name: 'workqueue_retries_total',
    help: 'Keys added with backoff.',
    labelNames,
    registers,
  });
  const waited = new Histogram({
    name: 'workqueue_queue_duration_seconds',
    help: 'How long keys wait for a worker.',
    labelNames,
    buckets,
    registers,
  });
  const worked = new Histogram({
    name: 'workqueue_work_duration_seconds',
    help: 'How long keys are in work.',
    labelNames,
    buckets,
    registers,
  });
  for (const [name, { help, of }] of Object.entries(looks)) {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const [queue, watched] of queues) this.set(labels(queue), of(watched));
      },
    });
  }
  return (name) => ({
    added: () => adds.inc(labels(name)),
    taken: (_depth, ms) => waited.observe(labels(name), ms / 1000),
    done: (ms) => worked.observe(labels(name), ms / 1000),
    retried: () => retries.inc(labels(name)),
  });
}

const looks: Readonly<Record<string, { readonly help: string; readonly of: (queue: WorkQueue) => number }>> = {
  workqueue_depth: { help: 'Keys that are ready to be worked on.', of: (queue) => queue.depth },
  workqueue_unfinished_work_seconds: {
    help: 'Time spent so far on the keys in work, all together.',
    of: (queue) => queue.unfinishedMs().reduce((total, ms) => total + ms, 0) / 1000,
  },
  workqueue_longest_running_processor_seconds: {
    help: 'Time spent so far on the key that is longest in work.',
    of: (queue) => Math.max(0, ...queue.unfinishedMs()) / 1000,
  },
};

function labels(name: string): Record<(typeof labelNames)[number], string> {
  return { name, controller: name };
}
