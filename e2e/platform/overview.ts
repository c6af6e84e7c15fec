import type { KarmadaInstance } from '../../operator/src/api/karmada-instance.ts';
import type { MemberCluster } from '../../operator/src/api/member-cluster.ts';
import type { Cluster } from '../cluster/provider.ts';
import { kubectlJson } from './kubectl.ts';

/** What runs, read from the host, and what to type next. */
export async function overview(cluster: Cluster): Promise<string> {
  const instances = await kubectlJson<{ items: readonly KarmadaInstance[] }>(cluster.kubeconfig, [
    'get',
    'karmadainstances',
    '-A',
  ]);
  const members = await kubectlJson<{ items: readonly MemberCluster[] }>(cluster.kubeconfig, [
    'get',
    'memberclusters',
    '-A',
  ]);
  const rows = instances.items.map((instance) => instanceRow(instance, members.items));
  return `\n${table([['INSTANCE', 'READY', 'KARMADA', 'ENDPOINT', 'MEMBERS', 'NODES', 'CPU', 'MEMORY', 'PODS'], ...rows])}\n${nextCommands}`;
}

function instanceRow({ metadata, status = {} }: KarmadaInstance, members: readonly MemberCluster[]): readonly string[] {
  const { conditions = [], endpoints = [], display = {}, version = {}, summary = {} } = status;
  const { allocatable = {}, allocated = {} } = summary.resources ?? {};
  const endpoint = endpoints.find(({ type }) => type === 'External') ?? endpoints[0];
  const names = members
    .filter(({ spec }) => spec.instanceRef.name === metadata.name)
    .map((member) => member.metadata.name);
  const share = (name: string) => `${allocated[name] ?? '0'}/${allocatable[name] ?? '0'}`;
  return [
    `${metadata.namespace}/${metadata.name}`,
    conditions.find(({ type }) => type === 'Ready')?.status ?? 'Unknown',
    version.observed ?? '-',
    endpoint?.url ?? '-',
    [display.members, ...names].join(' '),
    display.nodes ?? '-',
    share('cpu'),
    share('memory'),
    share('pods'),
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

const nextCommands = `Next:
  eval "$(make env)"                    # this shell now talks to the host cluster, with kubectl, helm and karmadactl
  kubectl get kmi,kmc                   # instances and members
  kubectl get secret demo-kubeconfig -o jsonpath='{.data.kubeconfig}' | base64 -d > demo.kubeconfig
  kubectl --kubeconfig demo.kubeconfig apply -f examples/03-propagate.yaml
  kubectl --kubeconfig demo.kubeconfig get deployments
  make down                             # remove everything again
`;
