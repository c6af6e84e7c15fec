// Plays the stories on real clusters: node e2e/stories/main.ts [--only WORDS] [--all] [--keep] [--outside] [--name NAME --net A.B.C] [--results PATH]
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../cluster/explain.ts';
import { localProvider } from '../cluster/local/provider.ts';
import type { ClusterSize } from '../cluster/plan.ts';
import { screenProgress } from '../cluster/progress.ts';
import { stateRoot } from '../cluster/state-root.ts';
import type { Cluster } from '../cluster/provider.ts';
import { installOperator } from '../platform/install-operator.ts';
import { clearStage } from './kit/clear-stage.ts';
import { keepDiagnostics } from './kit/diagnostics.ts';
import { stageOf, type Story, type Versions } from './kit/stage.ts';
import { tenants } from './kit/tenants.ts';
import { writeResults, type Told } from './results.ts';
import { runStories } from './run-stories.ts';
import { suite } from './suite.ts';

const root = stateRoot();
const progress = screenProgress(process.stdout);

const { values: options } = parseArgs({
  options: {
    /** Only stories whose title holds this. */
    only: { type: 'string', default: '' },
    /** The long ones too. */
    all: { type: 'boolean', default: false },
    /** Use the cluster that stands, and leave it standing. */
    keep: { type: 'boolean', default: false },
    /** Somebody runs the operator outside of the cluster. */
    outside: { type: 'boolean', default: false },
    /** Of the clusters; another name and net let two runs stand side by side. */
    name: { type: 'string', default: 'e2e' },
    net: { type: 'string', default: '10.102.0' },
    results: { type: 'string', default: join(root, 'stories.json') },
  },
});

const size: ClusterSize = { name: options.name, net: options.net, members: 2 };
const folder = join(root, `${size.name}-stories`);

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => process.exit(code));

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  explain(error);
  process.exitCode = 1;
}

/** Resolves to whether every story went well. */
async function main(): Promise<boolean> {
  const wanted = suite.filter(
    ({ title, length }) => title.includes(options.only) && (options.all || length !== 'long'),
  );
  await writeResults(options.results, { planned: wanted.length, stories: [] });
  const provider = localProvider(root, size);
  if (!options.keep) await provider.down(progress);
  try {
    const told = await play(await provider.up(progress), wanted);
    return told.length > 0 && told.every(({ passed }) => passed);
  } finally {
    if (!options.keep) await provider.down(progress);
  }
}

async function play(cluster: Cluster, wanted: readonly Story[]): Promise<readonly Told[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let versions: Versions | undefined;
  const note = (text: string) => void process.stdout.write(`     ${text}\n`);
  const stage = stageOf(cluster, { folder, note, record: (read) => (versions = read) });
  await stage.host.apply(...tenants.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  if (!options.outside)
    await installOperator(cluster, { watchNamespaces: tenants, allowedCIDRs: [`${size.net}.0/24`] }, progress);
  return runStories(wanted, {
    stage,
    told: (stories) =>
      writeResults(options.results, { planned: wanted.length, stories, ...(versions && { versions }) }),
    async afterFailure({ title }) {
      const kept = join(folder, title.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60));
      await keepDiagnostics(stage, kept);
      note(`what explains it is in ${kept}`);
      if (!options.keep) await clearStage(stage);
    },
  });
}
