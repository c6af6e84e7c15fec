import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { chartDigest } from '../../operator/src/adapters/helm/chart-digest.ts';
import { toolPath } from '../cluster/tools.ts';
import { operatorNamespace } from '../platform/install-operator.ts';
import { clearStage } from './kit/clear-stage.ts';
import { condition, ready } from './kit/conditions.ts';
import { instance } from './kit/fleet.ts';
import type { Stage, Story } from './kit/stage.ts';

const repository = join(import.meta.dirname, '../..');
const namespace = 'team-a';

/** An operator whose chart does not render tells so of every instance; one with a good chart goes on from there. */
export const brokenChart: Story = {
  title: 'a chart that cannot be rendered is told, and heals with an operator that has a good one',
  async run(stage) {
    const { host, note } = stage;
    await clearStage(stage);
    const scale = `-n ${operatorNamespace} scale deployment/slipway`;
    await host.run(`${scale} --replicas=0`);
    await host.run(`-n ${operatorNamespace} wait --for=delete pod -l app.kubernetes.io/name=slipway --timeout=60s`);
    const operator = await brokenOperator(stage);
    try {
      await host.apply(instance('unrendered', { namespace }));
      await condition(host, 'karmadainstance/unrendered', {
        namespace,
        type: 'ReleaseReady',
        status: 'False',
        reason: 'ChartNotRenderable',
        says: /broken\.yaml/,
      });
      note('the chart is told');
    } finally {
      await operator.stop();
      await host.run(`${scale} --replicas=2`);
    }
    await host.run(`-n ${operatorNamespace} rollout status deployment/slipway --timeout=120s`);
    await ready(host, 'karmadainstance/unrendered', { namespace });
    await host.run(`-n ${namespace} delete karmadainstance/unrendered --timeout=180s`);
  },
};

/** The operator of this tree as a process of this computer, with a chart that somebody broke. */
async function brokenOperator({ cluster, folder }: Stage): Promise<{ readonly stop: () => Promise<void> }> {
  const root = join(folder, 'broken');
  await mkdir(join(root, 'catalogue'), { recursive: true });
  await cp(join(repository, 'charts/karmada'), join(root, 'charts/karmada'), { recursive: true });
  await writeFile(join(root, 'charts/karmada/templates/broken.yaml'), '{{ include "no.such.template" . }}\n');
  const catalogue = await readFile(join(repository, 'config/catalogue/v1.18.1.yaml'), 'utf8');
  const digest = await chartDigest(join(root, 'charts/karmada'));
  const pinned = catalogue.replace(/(chart:(?:\n +.*)*?\n +digest: )\S+/, `$1${digest}`);
  await writeFile(join(root, 'catalogue/v1.18.1.yaml'), pinned);
  const log = join(folder, 'broken-operator.log');
  const running = execa(process.execPath, ['operator/src/main.ts'], {
    cwd: repository,
    reject: false,
    stdout: { file: log },
    stderr: { file: log },
    env: {
      SLIPWAY_KUBECONFIG: cluster.kubeconfig,
      SLIPWAY_LEADER_ELECTION: 'off',
      SLIPWAY_PLANE_ACCESS: 'portForward',
      SLIPWAY_CHARTS_DIR: join(root, 'charts'),
      SLIPWAY_CATALOGUE_DIR: join(root, 'catalogue'),
      SLIPWAY_HELM_BINARY: toolPath('helm'),
      SLIPWAY_HELM_HOME: join(root, 'helm'),
      SLIPWAY_METRICS_PORT: '18480',
      SLIPWAY_HEALTH_PORT: '18481',
    },
  });
  return {
    async stop() {
      running.kill('SIGTERM');
      await running;
    },
  };
}
