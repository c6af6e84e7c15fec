import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chartDigest } from '../../operator/src/adapters/helm/chart-digest.ts';
import { toolPath } from '../cluster/tools.ts';
import { clearStage } from './kit/clear-stage.ts';
import { condition, ready } from './kit/conditions.ts';
import { instance } from './kit/fleet.ts';
import { withoutOperator } from './kit/operator.ts';
import { outsideOperator } from './kit/outside-operator.ts';
import type { Stage, Story } from './kit/stage.ts';

const repository = join(import.meta.dirname, '../..');
const namespace = 'team-a';

/** An operator whose chart does not render tells so of every instance; one with a good chart goes on from there. */
export const brokenChart: Story = {
  title: 'a chart that cannot be rendered is told, and heals with an operator that has a good one',
  async run(stage) {
    const { host, note } = stage;
    await clearStage(stage);
    await withoutOperator(stage, async () => {
      const operator = outsideOperator(stage, 'broken-operator', await brokenSettings(stage));
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
      }
    });
    await ready(host, 'karmadainstance/unrendered', { namespace });
    await host.run(`-n ${namespace} delete karmadainstance/unrendered --timeout=180s`);
  },
};

/** Of an operator out of the cluster, with a chart that somebody broke. */
async function brokenSettings({ cluster, folder }: Stage): Promise<Readonly<Record<string, string>>> {
  const root = join(folder, 'broken');
  await mkdir(join(root, 'catalogue'), { recursive: true });
  await cp(join(repository, 'charts/karmada'), join(root, 'charts/karmada'), { recursive: true });
  await writeFile(join(root, 'charts/karmada/templates/broken.yaml'), '{{ include "no.such.template" . }}\n');
  const catalogue = await readFile(join(repository, 'config/catalogue/v1.18.1.yaml'), 'utf8');
  const digest = await chartDigest(join(root, 'charts/karmada'));
  const pinned = catalogue.replace(/(chart:(?:\n +.*)*?\n +digest: )\S+/, `$1${digest}`);
  await writeFile(join(root, 'catalogue/v1.18.1.yaml'), pinned);
  return {
    SLIPWAY_KUBECONFIG: cluster.kubeconfig,
    SLIPWAY_LEADER_ELECTION: 'off',
    SLIPWAY_CHARTS_DIR: join(root, 'charts'),
    SLIPWAY_CATALOGUE_DIR: join(root, 'catalogue'),
    SLIPWAY_HELM_BINARY: toolPath('helm'),
  };
}
