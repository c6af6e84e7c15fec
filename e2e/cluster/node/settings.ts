// The files that containerd, CNI and the kubelet of the host node read.
import { join } from 'node:path';
import { stringify } from 'yaml';
import { podNet } from '../control-plane/services.ts';
import { pauseImage } from '../images/upstream.ts';
import { serviceNet } from '../pki/machine-pki.ts';
import type { MachinePlan } from '../plan.ts';

/** Inside the machine, whose /run nobody else sees. */
export const containerdSocket = '/run/containerd/containerd.sock';

/** Folders outside the machine's own that a node writes to. */
export const nodePrivateFolders = ['/run', '/var/log', '/var/lib/cni'] as const;

/** File contents by path below the machine's folder. */
export function nodeSettings(machine: MachinePlan, cgroupRoot: string): Readonly<Record<string, string>> {
  return {
    'containerd.toml': containerd(machine),
    'cni/10-bridge.conflist': `${JSON.stringify(network, null, 2)}\n`,
    'kubelet.yaml': stringify(kubelet(machine, cgroupRoot)),
    // Pods that use the node's resolver still find Services; nothing else can be found from here.
    'resolv.conf': `nameserver ${serviceNet.dns}\n`,
  };
}

/** For Debian's containerd 1.6; version 2 reads this format as well. */
function containerd({ directory }: MachinePlan): string {
  return `version = 2
root = "${join(directory, 'containerd')}"
state = "/run/containerd"
[grpc]
  address = "${containerdSocket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  # Where CAP_SYS_RESOURCE is missing, no process may become less likely to be killed.
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/usr/lib/cni"
  conf_dir = "${join(directory, 'cni')}"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
`;
}

const network = {
  cniVersion: '1.0.0',
  name: 'slipway',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      ipMasq: true,
      hairpinMode: true,
      ipam: {
        type: 'host-local',
        // As short-lived as the machine: addresses of Pods that died with it are free again.
        dataDir: '/run/cni',
        ranges: [[{ subnet: podNet.replace('/16', '/24') }]],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

function kubelet({ directory }: MachinePlan, cgroupRoot: string): unknown {
  const pki = (name: string) => join(directory, 'pki', name);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pki('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: pki('kubelet.crt'),
    tlsPrivateKeyFile: pki('kubelet.key'),
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot,
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [serviceNet.dns],
    clusterDomain: 'cluster.local',
    resolvConf: join(directory, 'resolv.conf'),
    podLogsDir: join(directory, 'pods'),
    volumePluginDir: join(directory, 'volume-plugins'),
    // A developer's disk is often nearly full: that is no reason to remove Pods or images.
    evictionHard: {},
    imageGCHighThresholdPercent: 100,
    maxPods: 250,
    // Many Pods start at once when a plane is made.
    registryPullQPS: 0,
    kubeAPIQPS: 100,
    kubeAPIBurst: 200,
  };
}
