import { join } from 'node:path';
import type { KubeObject } from '../kube/object-path.ts';
import type { Service } from '../machine/service.ts';
import type { MachinePlan } from '../plan.ts';

/** What one worker of a member offers: a 16-core computer less what its system takes. */
const capacity = { cpu: '16', memory: '64Gi', 'ephemeral-storage': '200Gi', pods: '110' };
const allocatable = { cpu: '15800m', memory: '62Gi', 'ephemeral-storage': '180Gi', pods: '110' };

const count = 3;

/** The nodes of a member. Nothing runs on them: kwok reports them Ready and their Pods Running. */
export function fakeNodes(member: MachinePlan): readonly KubeObject[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${member.name}-worker-${index + 1}`;
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { 'kwok.x-k8s.io/node': 'fake' },
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'topology.kubernetes.io/zone': `zone-${'abc'[index] ?? 'a'}`,
          type: 'kwok',
        },
      },
      status: { capacity, allocatable },
    };
  });
}

export function kwok({ directory }: MachinePlan): Service {
  return {
    name: 'kwok',
    program: { tool: 'kwok' },
    args: [
      `--kubeconfig=${join(directory, 'pki', 'admin.kubeconfig')}`,
      `--config=${join(directory, 'kwok.yaml')}`,
      '--manage-all-nodes',
      '--node-lease-duration-seconds=40',
      '--cidr=10.245.0.0/16',
      '--v=WARN',
    ],
  };
}
