import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ControllerObserver } from './controller.ts';

/** What became of a reconcile, in controller-runtime's words. */
const results = {
  settled: 'success',
  again: 'requeue',
  after: 'requeue_after',
  backoff: 'error',
  error: 'error',
} as const;
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60, 120, 180];

/** Makes the observers of controllers; one set of series for each. */
export function reconcileMetrics(registry: Registry): (controller: string, workers: number) => ControllerObserver {
  const labelNames = ['controller'] as const;
  const registers = [registry];
  const counter = (name: string, help: string) =>
    new Counter({ name: `controller_runtime_reconcile_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `controller_runtime_${name}`, help, labelNames, registers });
  const errors = counter('errors_total', 'Reconciles that failed and are tried again with backoff.');
  const panics = counter('panics_total', 'Reconciles that threw: each is a bug.');
  const active = gauge('active_workers', 'Workers that are reconciling now.');
  const most = gauge('max_concurrent_reconciles', 'Workers that there are.');
  const total = new Counter({
    name: 'controller_runtime_reconcile_total',
    help: 'Reconciles by result.',
    labelNames: ['controller', 'result'] as const,
    registers,
  });
  const time = new Histogram({
    name: 'controller_runtime_reconcile_time_seconds',
    help: 'How long reconciles take.',
    labelNames,
    buckets,
    registers,
  });

  return (controller, workers) => {
    most.set({ controller }, workers);
    active.set({ controller }, 0);
    // A series that is not there until the first failure hides that failure from rate().
    for (const result of new Set(Object.values(results))) total.inc({ controller, result }, 0);
    errors.inc({ controller }, 0);
    panics.inc({ controller }, 0);
    return {
      started: () => active.inc({ controller }),
      finished: (outcome, ms) => {
        const result = results[outcome];
        active.dec({ controller });
        total.inc({ controller, result });
        time.observe({ controller }, ms / 1000);
        if (result === 'error') errors.inc({ controller });
        if (outcome === 'error') panics.inc({ controller });
      },
    };
  };
}
