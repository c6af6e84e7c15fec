import { randomUUID } from 'node:crypto';
import { loadConfig, type Config } from './config.ts';
import { createLog } from './log.ts';
import { hostConnection } from './host-connection.ts';
import { createOperator } from './operator.ts';
import { ClusterClient } from './runtime/cluster-client.ts';
import { EventRecorder } from './runtime/events.ts';
import { serveHealth } from './runtime/health.ts';
import { LeaderElection } from './runtime/leader-election.ts';
import { Metrics } from './runtime/metrics.ts';

const config = loadConfig();
const log = createLog(config.logLevel);
const stop = new AbortController();

// On, not once: Ctrl-C may reach it twice, and the second must not cut off what is being finished.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
// A process that has lost track of itself must not go on: the other replica takes over.
process.on('uncaughtException', (error) => die('an exception was not caught', error));
process.on('unhandledRejection', (error) => die('a rejection was not handled', error));

process.exit(await run(config));

/** The composition root: clients, lease, caches, controllers. Resolves to the exit code. */
async function run({ podName, operatorNamespace, leaderElection, ports }: Config): Promise<number> {
  const metrics = new Metrics({ process: true });
  const { connection, ...access } = await hostConnection(config);
  const onRequest = metrics.requestObserver('host');
  const election = new LeaderElection({
    client: new ClusterClient({ ...connection, onRequest }),
    lease: { namespace: operatorNamespace, name: 'slipway' },
    identity: `${podName}_${randomUUID()}`,
    log,
    onChange: metrics.leaderObserver('slipway'),
  });
  const elected = leaderElection === 'on';
  const fence = elected ? election.isLeader : () => true;
  const host = new ClusterClient({ ...connection, onRequest, fence });
  const events = new EventRecorder({ client: host, controller: 'slipway.dev/operator', instance: podName, log });
  const operator = await createOperator({ host, fence, access, config, events, metrics, log });
  const health = await serveHealth({
    ports,
    ready: [{ name: 'caches', trouble: () => (operator.caches.synced() ? undefined : 'not filled yet') }],
    metrics: () => metrics.text(),
  });
  const followed = operator.caches.run(stop.signal);

  if (elected && !(await election.acquire(stop.signal))) return 0;
  log.info({ leaderElection }, 'reconciling');
  const working = operator.run(stop.signal);
  const drained = new AbortController();
  void working.then(() => drained.abort());
  // The lease is given back only when nothing of ours writes any more.
  if (elected && (await election.hold(drained.signal)) === 'lost') die('the lease was lost', undefined);
  await Promise.all([working, followed]);
  await health.close();
  return 0;
}

function die(why: string, error: unknown): never {
  log.fatal({ err: error }, why);
  process.exit(1);
}
