import { join } from 'node:path';
import { podNet } from '../control-plane/services.ts';
import type { Service } from '../machine/service.ts';
import type { MachinePlan } from '../plan.ts';

export const nodeName = 'node-1';

export function containerd({ directory }: MachinePlan): Service {
  return {
    name: 'containerd',
    program: { command: 'containerd' },
    args: [`--config=${join(directory, 'containerd.toml')}`],
  };
}

export function kubelet({ directory, address }: MachinePlan): Service {
  return {
    name: 'kubelet',
    program: { tool: 'kubelet' },
    args: [
      `--config=${join(directory, 'kubelet.yaml')}`,
      `--kubeconfig=${join(directory, 'pki', 'kubelet.kubeconfig')}`,
      `--root-dir=${join(directory, 'kubelet')}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${address}`,
    ],
  };
}

export function kubeProxy({ directory }: MachinePlan): Service {
  return {
    name: 'kube-proxy',
    program: { tool: 'kube-proxy' },
    args: [
      `--kubeconfig=${join(directory, 'pki', 'kube-proxy.kubeconfig')}`,
      '--proxy-mode=nftables',
      `--cluster-cidr=${podNet}`,
      `--hostname-override=${nodeName}`,
      // The limit belongs to the whole computer, not to this namespace.
      '--conntrack-max-per-core=0',
    ],
  };
}
