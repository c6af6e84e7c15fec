import { inNet } from '../../cluster/machine/network.ts';
import { run } from '../../cluster/machine/run.ts';
import { toolPath } from '../../cluster/tools.ts';
import type { Stage } from './stage.ts';

/** Runs the pinned kubectl where Services of the host are reached, as a Pod there would; names of Services are not known there. */
export function kubectlFromNode({ cluster }: Stage, line: string): Promise<string> {
  const { nodeNetwork } = cluster;
  if (nodeNetwork === undefined) throw new Error('the network of the host’s node is not known');
  return run('nsenter', [...inNet(nodeNetwork), toolPath('kubectl'), ...line.split(' ')]);
}
