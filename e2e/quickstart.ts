// `make quickstart`: a host cluster, a member cluster, the operator, and an instance with that member, ready to use.
import { dirname, join } from 'node:path';
import { explain } from './cluster/explain.ts';
import { localProvider } from './cluster/local/provider.ts';
import { defaults } from './cluster/plan.ts';
import { screenProgress } from './cluster/progress.ts';
import type { Cluster } from './cluster/provider.ts';
import { stateRoot } from './cluster/state-root.ts';
import { tellWhenStopped } from './cluster/stopped.ts';
import { explained } from './platform/explained.ts';
import { installOperator, operatorLog } from './platform/install-operator.ts';
import { kubectl } from './platform/kubectl.ts';
import { memberSecret } from './platform/member-secret.ts';
import { overview } from './platform/overview.ts';
import { waitReady } from './platform/wait-ready.ts';

const progress = screenProgress(process.stderr);
const next = 'run `make quickstart` again to go on, or `make down` to remove it';
tellWhenStopped(`what stands so far is kept: ${next}`);

try {
  await quickstart();
} catch (error) {
  explain(error);
  process.stderr.write(`\nWhat stands so far is kept: ${next}.\n`);
  process.exit(1);
}

async function quickstart(): Promise<void> {
  const cluster = await localProvider(stateRoot(), defaults).up(progress);
  await installOperator(cluster, { watchNamespaces: ['default'], allowedCIDRs: [`${defaults.net}.0/24`] }, progress);
  const [member] = cluster.members;
  if (member === undefined) throw new Error('the local cluster has no member');
  await progress.step('instance demo', async (note) => {
    await applied(cluster, () => example(cluster, '01-instance.yaml'));
    note('waiting for condition Ready');
    await waitReady(cluster.kubeconfig, 'karmadainstance/demo', 300);
  });
  await progress.step('member member-1', async (note) => {
    await applied(cluster, () => memberSecret(cluster, member, { namespace: 'default' }));
    await applied(cluster, () => example(cluster, '02-push-member.yaml'));
    note('waiting for condition Ready');
    await waitReady(cluster.kubeconfig, 'membercluster/member-1', 180);
    note('waiting for its figures');
    await figures(cluster);
  });
  process.stdout.write(await overview(cluster));
}

async function applied({ kubeconfig }: Cluster, work: () => Promise<unknown>): Promise<void> {
  const next = 'mend what the server names; if it does not answer, `make quickstart` again starts it';
  await explained({ what: 'the host did not take this:', log: join(dirname(kubeconfig), 'logs'), next }, work);
}

/** As a user applies it. */
function example({ kubeconfig }: Cluster, file: string): Promise<string> {
  return kubectl(kubeconfig, ['apply', '--server-side', '-f', `examples/${file}`]);
}

async function figures({ kubeconfig }: Cluster): Promise<void> {
  const demo = 'karmadainstance/demo';
  await explained(
    {
      what: 'the member is Ready, but the instance does not tell its three nodes',
      log: operatorLog(kubeconfig),
      next: `read status.summary: kubectl --kubeconfig ${kubeconfig} get ${demo} -o yaml`,
    },
    () => kubectl(kubeconfig, ['wait', '--for=jsonpath={.status.summary.nodes.ready}=3', demo, '--timeout=60s']),
  );
}
