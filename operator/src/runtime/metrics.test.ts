import { expect, test } from '@jest/globals';
import { FakeClock } from '../../test/fake-clock.ts';
import { Metrics } from './metrics.ts';
import { WorkQueue } from './work-queue.ts';

/** Lines of the given names, without their buckets. */
async function lines(metrics: Metrics, ...names: readonly string[]): Promise<string[]> {
  const text = await metrics.text();
  return text.split('\n').filter((line) => names.some((name) => line.startsWith(name)) && !line.includes('_bucket'));
}

test('a queue is measured while it works', async () => {
  const clock = new FakeClock();
  const metrics = new Metrics({ process: false });
  const queue = new WorkQueue({
    backoff: { baseMs: 1, capMs: 1 },
    clock,
    random: () => 0,
    observer: metrics.queueObserver('member'),
  });
  metrics.watchQueue('member', queue);
  queue.add('a');
  queue.add('b');
  queue.add('c');
  await clock.advance(500);
  queue.done((await queue.take())!);
  await queue.take();
  queue.addBackoff('a');
  await clock.advance(2000);
  const labels = '{name="member",controller="member"}';
  expect(await lines(metrics, 'workqueue_')).toEqual([
    `workqueue_adds_total${labels} 4`,
    `workqueue_retries_total${labels} 1`,
    `workqueue_queue_duration_seconds_sum${labels} 1`,
    `workqueue_queue_duration_seconds_count${labels} 2`,
    `workqueue_work_duration_seconds_sum${labels} 0`,
    `workqueue_work_duration_seconds_count${labels} 1`,
    `workqueue_depth${labels} 2`,
    `workqueue_unfinished_work_seconds${labels} 2`,
    `workqueue_longest_running_processor_seconds${labels} 2`,
  ]);
});

test('reconciles are counted by what became of them', async () => {
  const metrics = new Metrics({ process: false });
  const observer = metrics.controllerObserver('instance', 4);
  for (const outcome of ['settled', 'again', 'after', 'backoff', 'error'] as const) {
    observer.started();
    observer.finished(outcome, 100);
  }
  observer.started();
  expect(await lines(metrics, 'controller_runtime_')).toEqual([
    'controller_runtime_reconcile_errors_total{controller="instance"} 2',
    'controller_runtime_reconcile_panics_total{controller="instance"} 1',
    'controller_runtime_active_workers{controller="instance"} 1',
    'controller_runtime_max_concurrent_reconciles{controller="instance"} 4',
    'controller_runtime_reconcile_total{controller="instance",result="success"} 1',
    'controller_runtime_reconcile_total{controller="instance",result="requeue"} 1',
    'controller_runtime_reconcile_total{controller="instance",result="requeue_after"} 1',
    'controller_runtime_reconcile_total{controller="instance",result="error"} 2',
    'controller_runtime_reconcile_time_seconds_sum{controller="instance"} 0.5',
    'controller_runtime_reconcile_time_seconds_count{controller="instance"} 5',
  ]);
});

test('requests and leadership', async () => {
  const metrics = new Metrics({ process: true });
  const onRequest = metrics.requestObserver('plane');
  onRequest({ method: 'GET', code: 200 });
  onRequest({ method: 'GET', code: 200 });
  onRequest({ method: 'PATCH', code: 0 });
  const onChange = metrics.leaderObserver('slipway');
  expect(await lines(metrics, 'rest_client', 'leader_')).toEqual([
    'rest_client_requests_total{host="plane",method="GET",code="200"} 2',
    'rest_client_requests_total{host="plane",method="PATCH",code="<error>"} 1',
    'leader_election_master_status{name="slipway"} 0',
  ]);
  onChange(true);
  expect(await lines(metrics, 'leader_')).toEqual(['leader_election_master_status{name="slipway"} 1']);
  expect(await lines(metrics, 'nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes')).toHaveLength(2);
});
