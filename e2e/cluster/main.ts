// The command line of the local cluster: node e2e/cluster/main.ts up|down|env|status|tools
import { parseArgs } from 'node:util';
import { existingProvider } from './existing.ts';
import { explain } from './explain.ts';
import { environment } from './local/environment.ts';
import { localProvider } from './local/provider.ts';
import { clusterStatus } from './local/status.ts';
import { defaults, type ClusterSize } from './plan.ts';
import { screenProgress } from './progress.ts';
import type { Cluster, Provider } from './provider.ts';
import { stateRoot } from './state-root.ts';
import { tellWhenStopped } from './stopped.ts';
import { ensureTools } from './tools.ts';

const usage = `usage: node e2e/cluster/main.ts COMMAND [options]

  up       bring up a host cluster and its members, or find them in place
  down     remove all that \`up\` made, but for the cache of tools
  env      print what a shell needs to talk to the host
  status   tell what runs
  tools    only provide the programs

  --name NAME         several clusters stand side by side by name (${defaults.name})
  --net A.B.C         the /24 net of its machines, one for each cluster (${defaults.net})
  --members N         how many members to make (${defaults.members})
  --kubeconfig PATH   use this cluster as the host and make nothing
`;

const root = stateRoot();
const progress = screenProgress(process.stderr);

tellWhenStopped('run the same command again to go on, or remove the cluster');

try {
  await main();
} catch (error) {
  explain(error);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string', default: defaults.name },
      net: { type: 'string', default: defaults.net },
      members: { type: 'string', default: String(defaults.members) },
      kubeconfig: { type: 'string' },
    },
  });
  const size: ClusterSize = { name: values.name, net: values.net, members: Number(values.members) };
  const provider = values.kubeconfig === undefined ? localProvider(root, size) : existingProvider(values.kubeconfig);
  await perform(positionals[0] ?? '', provider, size);
}

async function perform(command: string, provider: Provider, { name }: ClusterSize): Promise<void> {
  switch (command) {
    case 'up':
      return tell(await provider.up(progress));
    case 'down':
      for (const left of await provider.down(progress)) process.stderr.write(`kept ${left}\n`);
      return;
    case 'tools':
      return ensureTools(undefined, progress);
    case 'env':
      return void process.stdout.write(await environment(root, name));
    case 'status': {
      const { text, healthy } = await clusterStatus(root, name);
      process.stdout.write(text);
      process.exitCode = healthy ? 0 : 1;
      return;
    }
    default:
      process.stderr.write(usage);
      process.exitCode = 2;
  }
}

function tell(cluster: Cluster): void {
  const members = cluster.members.map(({ name, kubeconfig }) => `${name}: ${kubeconfig}\n`);
  process.stdout.write([`host: ${cluster.kubeconfig}\n`, ...members].join(''));
}
