// `make quickstart`: a host cluster, a member cluster, the operator, and an instance with that member, ready to use.
import { explain } from './cluster/explain.ts';
import { localProvider } from './cluster/local/provider.ts';
import { defaults } from './cluster/plan.ts';
import { screenProgress } from './cluster/progress.ts';
import { stateRoot } from './cluster/state-root.ts';
import { installOperator } from './platform/install-operator.ts';
import { kubectl } from './platform/kubectl.ts';
import { memberSecret } from './platform/member-secret.ts';
import { overview } from './platform/overview.ts';

const progress = screenProgress(process.stderr);

try {
  await quickstart();
} catch (error) {
  explain(error);
  process.stderr.write(
    '\nWhat stands so far is kept: run `make quickstart` again to go on, or `make down` to remove it.\n',
  );
  process.exit(1);
}

async function quickstart(): Promise<void> {
  const cluster = await localProvider(stateRoot(), defaults).up(progress);
  await installOperator(cluster, { watchNamespaces: ['default'], allowedCIDRs: [`${defaults.net}.0/24`] }, progress);
  const [member] = cluster.members;
  if (member === undefined) throw new Error('the local cluster has no member');
  await progress.step('instance demo', async (note) => {
    await kubectl(cluster.kubeconfig, ['apply', '--server-side', '-f', 'examples/01-instance.yaml']);
    note('waiting for condition Ready');
    await kubectl(cluster.kubeconfig, ['wait', '--for=condition=Ready', 'karmadainstance/demo', '--timeout=300s']);
  });
  await progress.step('member member-1', async (note) => {
    await memberSecret(cluster, member, { namespace: 'default' });
    await kubectl(cluster.kubeconfig, ['apply', '--server-side', '-f', 'examples/02-push-member.yaml']);
    note('waiting for condition Ready');
    await kubectl(cluster.kubeconfig, ['wait', '--for=condition=Ready', 'membercluster/member-1', '--timeout=180s']);
    note('waiting for its figures');
    await kubectl(cluster.kubeconfig, [
      'wait',
      '--for=jsonpath={.status.summary.nodes.ready}=3',
      'karmadainstance/demo',
      '--timeout=60s',
    ]);
  });
  process.stdout.write(await overview(cluster));
}
