import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { execa } from 'execa';
import { bundle } from '../../operator/scripts/bundle.ts';
import { operatorImage, operatorImageName } from '../../operator/scripts/image.ts';
import { buildImage } from '../cluster/images/build-image.ts';
import type { Progress } from '../cluster/progress.ts';
import type { Cluster } from '../cluster/provider.ts';
import { toolPath } from '../cluster/tools.ts';
import { kubectl } from './kubectl.ts';

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
  await progress.step('install the operator', (note) => installChart(cluster, options, note));
}

async function buildOperatorImage(): Promise<string> {
  await bundle();
  await execa('node', ['operator/scripts/bundle-crds.ts'], { cwd: root, preferLocal: true });
  return buildImage(await operatorImage());
}

async function installChart(cluster: Cluster, { watchNamespaces, allowedCIDRs }: InstallOptions, note: (text: string) => void): Promise<void> {
  const values = {
    watchNamespaces,
    memberAddresses: { allowedCIDRs },
    image: { tag: (await operatorImageName()).split(':')[1] },
    // A new build under the same tag must restart the Pods.
    podAnnotations: { 'slipway.dev/build': revision() },
  };
  const chart = ['upgrade', 'slipway', join(root, 'charts/slipway'), '--install', '--namespace', operatorNamespace, '--create-namespace', '--values', '-', '--wait=hookOnly', '--force-conflicts'];
  await execa(toolPath('helm'), ['--kubeconfig', cluster.kubeconfig, ...chart], { input: JSON.stringify(values) });
  note('waiting for its Pods');
  await kubectl(cluster.kubeconfig, ['--namespace', operatorNamespace, 'rollout', 'status', 'deployment/slipway', '--timeout', '180s']);
}

function revision(): string {
  return execFileSync('sha256sum', ['dist/operator/main.js'], { cwd: root }).toString().slice(0, 16);
}
