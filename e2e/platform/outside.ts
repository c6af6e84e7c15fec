import { execa } from 'execa';
import { join } from 'node:path';
import { toolPath } from '../cluster/tools.ts';

interface Host {
  readonly kubeconfig: string;
  /** The first three numbers of the net that members are on. */
  readonly net: string;
}

/** How an operator out of the cluster is told where its host is; all else is as nobody said anything. */
export function outsideSettings({ kubeconfig, net }: Host): Readonly<Record<string, string>> {
  return {
    SLIPWAY_KUBECONFIG: kubeconfig,
    SLIPWAY_HELM_BINARY: toolPath('helm'),
    SLIPWAY_MEMBER_ALLOWED_CIDRS: `${net}.0/24`,
    SLIPWAY_LOG_LEVEL: 'debug',
  };
}

/** What the operator reads beside its source, and an image brings along. */
export async function makeBundles(): Promise<void> {
  const cwd = join(import.meta.dirname, '../..');
  await execa('node', ['operator/scripts/bundle-crds.ts'], { cwd, preferLocal: true });
}
