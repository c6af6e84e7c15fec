import { hash } from 'node:crypto';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { bundle } from '../../operator/scripts/bundle.ts';
import { operatorImage, operatorImageName } from '../../operator/scripts/image.ts';
import { buildImage } from '../cluster/images/build-image.ts';
import type { Progress } from '../cluster/progress.ts';
import type { Cluster } from '../cluster/provider.ts';
import { explained } from './explained.ts';
import { kubectl } from './kubectl.ts';
import { runTool } from './run-tool.ts';

export const operatorNamespace = 'slipway-system';
const root = join(import.meta.dirname, '../..');

export interface InstallOptions {
  /** Namespaces of tenants: the operator may read kubeconfig Secrets and publish there. */
  readonly watchNamespaces: readonly string[];
  readonly allowedCIDRs: readonly string[];
}

/** Builds the operator's image from this tree, brings it to the host's node and installs it with its chart, as a user would. */
export async function installOperator(cluster: Cluster, options: InstallOptions, progress: Progress): Promise<void> {
  const archive = await progress.step('build the operator’s image', buildOperatorImage);
  await progress.step('load the operator’s image', () => cluster.loadImages([archive]));
  await progress.step('install the operator', (note) => installChart(cluster, { ...options, archive }, note));
}

/** What to type for the operator's own words. */
export function operatorLog(kubeconfig: string): string {
  return `kubectl --kubeconfig ${kubeconfig} -n ${operatorNamespace} logs -l app.kubernetes.io/name=slipway --prefix`;
}

function buildOperatorImage(): Promise<string> {
  const next = '`make check` tells what is wrong with the code; then run the same command again';
  return explained({ what: 'the operator’s image cannot be built', next }, async () => {
    await bundle();
    await execa('node', ['operator/scripts/bundle-crds.ts'], { cwd: root, preferLocal: true });
    return buildImage(await operatorImage());
  });
}

async function installChart(
  { kubeconfig }: Cluster,
  { watchNamespaces, allowedCIDRs, archive }: InstallOptions & { readonly archive: string },
  note: (text: string) => void,
): Promise<void> {
  const values = {
    watchNamespaces,
    memberAddresses: { allowedCIDRs },
    image: { tag: (await operatorImageName()).split(':')[1] },
    // A new build under the same tag must restart the Pods.
    podAnnotations: { 'slipway.dev/build': buildDigest(archive) },
  };
  const command = `upgrade slipway charts/slipway --install --namespace ${operatorNamespace} --create-namespace`;
  const rules = '--wait=hookOnly --force-conflicts --values -';
  const helm = ['--kubeconfig', kubeconfig, ...`${command} ${rules}`.split(' ')];
  await explained(
    {
      what: 'Helm cannot install charts/slipway',
      next: 'mend what it names and run the same command again; if a release stands in the way, `make down` first',
    },
    () => runTool('helm', helm, JSON.stringify(values)),
  );
  note('waiting for its Pods');
  const rollout = `-n ${operatorNamespace} rollout status deployment/slipway --timeout 180s`;
  await explained(
    {
      what: 'the operator’s Pods do not become ready',
      log: operatorLog(kubeconfig),
      next: `see why: kubectl --kubeconfig ${kubeconfig} -n ${operatorNamespace} describe pods; then run the same command again`,
    },
    () => kubectl(kubeconfig, rollout.split(' ')),
  );
}

/** Archives are named by their content. */
function buildDigest(archive: string): string {
  return hash('sha256', basename(archive)).slice(0, 16);
}
