// `make bench`: brings up a cluster of its own, measures, prints a table against the goals, and takes the cluster down again.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../e2e/cluster/explain.ts';
import { OthersCluster } from '../e2e/cluster/local/others.ts';
import { localProvider } from '../e2e/cluster/local/provider.ts';
import { screenProgress } from '../e2e/cluster/progress.ts';
import type { Cluster } from '../e2e/cluster/provider.ts';
import { installOperator } from '../e2e/platform/install-operator.ts';
import { clientOptionsFromKubeConfig } from '../operator/src/runtime/client-options.ts';
import { ClusterClient } from '../operator/src/runtime/cluster-client.ts';
import { hostEtcd } from './etcd.ts';
import { currentLoad, describeMachine } from './machine.ts';
import { measure, type Amounts } from './measure.ts';
import { printed } from './print.ts';
import type { Result } from './result.ts';
import { namespace, type Stage } from './stage.ts';

const usage = `usage: node bench/main.ts [options]

  --installs N   instances installed and deleted, one after the other (5)
  --joins N      joins by the operator and by karmadactl, in turns (3)
  --settle S     seconds of rest before memory is read (60)
  --rest S       seconds for which calls at rest are counted (120)
  --keep         leave the cluster in place; the next run takes it over
`;

const state = join(import.meta.dirname, '../.slipway');
const size = { name: 'bench', net: '10.103.0', members: 2 };
/** Not in the folder of the cluster: that one goes with it. */
const results = join(state, 'bench-results');

const progress = screenProgress(process.stderr);
const provider = localProvider(state, size);
const stop = new AbortController();

process.once('SIGINT', () => giveUp('SIGINT'));
process.once('SIGTERM', () => giveUp('SIGTERM'));

process.exit(await main());

/** Resolves to the exit code: 0 also when a goal was missed, for the table tells that. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      installs: { type: 'string', default: '5' },
      joins: { type: 'string', default: '3' },
      settle: { type: 'string', default: '60' },
      rest: { type: 'string', default: '120' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const amounts = {
    installs: amount(values.installs),
    joins: amount(values.joins),
    settleSeconds: amount(values.settle),
    restSeconds: amount(values.rest),
  };
  let others = false;
  try {
    const result = await run(amounts);
    process.stdout.write(`\n${printed(result)}\nwritten to ${await keep(result)}\n`);
    return 0;
  } catch (error) {
    others = error instanceof OthersCluster;
    if (!stop.signal.aborted) explain(error);
    return stop.signal.aborted ? 130 : 1;
  } finally {
    if (!values.keep && !others) await provider.down(progress);
  }
}

/** Of nothing there is no middle, so at least one. */
function amount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  process.stderr.write(usage);
  process.exit(2);
}

async function run(amounts: Amounts): Promise<Result> {
  const cluster = await provider.up(progress);
  stop.signal.throwIfAborted();
  const allowedCIDRs = [`${size.net}.0/24`];
  await installOperator(cluster, { watchNamespaces: [namespace], allowedCIDRs }, progress);
  stop.signal.throwIfAborted();
  const host = new ClusterClient({
    ...(await clientOptionsFromKubeConfig({ file: cluster.kubeconfig })),
    userAgent: 'slipway-bench',
  });
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  try {
    const describe = await describeMachine(host);
    const figures = await progress.step('measure', (note) =>
      measure(stageOf(cluster, { host, folder, note }), amounts),
    );
    return { machine: describe(currentLoad()), ...figures };
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function stageOf(cluster: Cluster, parts: Pick<Stage, 'host' | 'folder' | 'note'>): Stage {
  const { auditLog, members } = cluster;
  const [first, second] = members;
  if (auditLog === undefined || first === undefined || second === undefined)
    throw new Error('the local cluster has no audit log or not two members');
  return { cluster, auditLog, members: [first, second], etcd: hostEtcd(state, size), signal: stop.signal, ...parts };
}

async function keep(result: Result): Promise<string> {
  await mkdir(results, { recursive: true });
  const path = join(results, `${result.machine.startedAt.replaceAll(':', '-')}.json`);
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}

/** What is under way ends at its next request, then the cluster goes; a second signal leaves everything as it is. */
function giveUp(signal: 'SIGINT' | 'SIGTERM'): void {
  process.stderr.write(`\n${signal}: the cluster is taken down; once more to leave it as it is\n`);
  process.once(signal, () => process.exit(130));
  stop.abort();
}
