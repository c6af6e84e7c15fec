// `make dev`: the operator out of the cluster, against the quickstart's host. It is restarted when its source changes.
import { join } from 'node:path';
import { execa } from 'execa';
import { explain } from '../e2e/cluster/explain.ts';
import { defaults } from '../e2e/cluster/plan.ts';
import { stateRoot } from '../e2e/cluster/state-root.ts';
import { explained } from '../e2e/platform/explained.ts';
import { operatorNamespace } from '../e2e/platform/install-operator.ts';
import { kubectl } from '../e2e/platform/kubectl.ts';
import { makeBundles, outsideSettings } from '../e2e/platform/outside.ts';

const kubeconfig = join(stateRoot(), defaults.name, 'host.kubeconfig');

try {
  await stepAside();
} catch (error) {
  explain(error);
  process.exit(1);
}
console.log('the operator in the cluster is scaled to 0; `make quickstart` brings it back');
await makeBundles();
const run = execa('node', ['--watch', 'operator/src/main.ts'], {
  preferLocal: true,
  stdio: 'inherit',
  reject: false,
  env: outsideSettings({ kubeconfig, net: defaults.net }),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => run.kill(signal));
const { exitCode } = await run;
console.log('stopped; the operator in the cluster is still scaled to 0: `make quickstart` brings it back');
process.exit(exitCode ?? 1);

/** The one in the cluster would hold the lease. */
async function stepAside(): Promise<void> {
  await explained(
    { what: 'the operator in the cluster does not step aside:', next: 'bring all up: `make quickstart`' },
    () => kubectl(kubeconfig, ['--namespace', operatorNamespace, 'scale', 'deployment/slipway', '--replicas=0']),
  );
}
