import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandLine } from '../command-line.ts';
import { Failure } from '../failure.ts';
import { findMachine } from '../machine/machine.ts';
import { clusterPlan } from '../plan.ts';
import { toolPath } from '../tools.ts';
import { kubeconfigPath } from './handle.ts';
import { readState } from './state.ts';

/** Shell lines that make the host the current cluster, name the members' kubeconfigs and put the pinned client programs first on PATH. */
export async function environment(root: string, name: string): Promise<string> {
  const size = await readState(root, name);
  const plan = size === undefined ? undefined : clusterPlan(root, size);
  if (plan === undefined || !existsSync(kubeconfigPath(plan, plan.host)) || !(await findMachine(plan.host)))
    throw new Failure(`cluster ${name} does not run`, { next: `bring it up: ${commandLine('up', name, size?.net)}` });
  const folders = (['kubectl', 'helm', 'karmadactl'] as const).map((tool) => dirname(toolPath(tool)));
  return [
    `export KUBECONFIG=${quoted(kubeconfigPath(plan, plan.host))}\n`,
    ...plan.members.map(
      (member) => `export ${member.name.toUpperCase().replaceAll('-', '_')}=${quoted(kubeconfigPath(plan, member))}\n`,
    ),
    `export PATH=${folders.map(quoted).join(':')}:"$PATH"\n`,
  ].join('');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
