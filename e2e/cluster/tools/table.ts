// Every program the local cluster runs, by name and version. The Go modules beside this file pin the same versions.
export type ToolName =
  | 'etcd'
  | 'etcdctl'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubelet'
  | 'kube-proxy'
  | 'kubectl'
  | 'coredns'
  | 'karmadactl'
  | 'karmada-aggregated-apiserver'
  | 'karmada-controller-manager'
  | 'karmada-scheduler'
  | 'karmada-webhook'
  | 'helm'
  | 'kwok'
  | 'pause';

export type ModuleName = 'kubernetes' | 'helm' | 'pause';

export interface Tool {
  readonly version: string;
  /** The folder beside this file whose go.mod builds it. */
  readonly module: ModuleName;
  /** Its Go package. */
  readonly package: string;
  /** Arguments that make it print its version. */
  readonly ask: readonly string[];
}

export const versions = {
  kubernetes: 'v1.35.4',
  etcd: '3.6.10',
  karmada: 'v1.18.1',
  coredns: '1.14.3',
  helm: 'v4.2.4',
  kwok: 'v0.8.0',
  pause: '3.10',
} as const;

export const tools: Readonly<Record<ToolName, Tool>> = {
  etcd: { version: versions.etcd, module: 'kubernetes', package: 'go.etcd.io/etcd/server/v3', ask: ['--version'] },
  etcdctl: { version: versions.etcd, module: 'kubernetes', package: 'go.etcd.io/etcd/etcdctl/v3', ask: ['version'] },
  'kube-apiserver': kubernetes('kube-apiserver'),
  'kube-controller-manager': kubernetes('kube-controller-manager'),
  'kube-scheduler': kubernetes('kube-scheduler'),
  kubelet: kubernetes('kubelet'),
  'kube-proxy': kubernetes('kube-proxy'),
  kubectl: { ...kubernetes('kubectl'), ask: ['version', '--client'] },
  coredns: {
    version: versions.coredns,
    module: 'kubernetes',
    package: 'github.com/coredns/coredns',
    ask: ['-version'],
  },
  karmadactl: karmada('karmadactl'),
  'karmada-aggregated-apiserver': karmada('aggregated-apiserver'),
  'karmada-controller-manager': karmada('controller-manager'),
  'karmada-scheduler': karmada('scheduler'),
  'karmada-webhook': karmada('webhook'),
  helm: { version: versions.helm, module: 'helm', package: 'helm.sh/helm/v4/cmd/helm', ask: ['version', '--short'] },
  kwok: { version: versions.kwok, module: 'helm', package: 'sigs.k8s.io/kwok/cmd/kwok', ask: ['--version'] },
  pause: { version: versions.pause, module: 'pause', package: 'slipway.dev/tools/pause', ask: ['-v'] },
};

function kubernetes(command: string): Tool {
  const path = `k8s.io/kubernetes/cmd/${command}`;
  return { version: versions.kubernetes, module: 'kubernetes', package: path, ask: ['--version'] };
}

function karmada(command: string): Tool {
  const path = `github.com/karmada-io/karmada/cmd/${command}`;
  return { version: versions.karmada, module: 'kubernetes', package: path, ask: ['version'] };
}

/** Without these a server calls itself v0.0.0-master, which breaks clients and charts that compare versions. */
export const versionFlags: Readonly<Record<ModuleName, readonly string[]>> = {
  kubernetes: [
    ...['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) => [
      `${path}.gitVersion=${versions.kubernetes}`,
      `${path}.gitMajor=1`,
      `${path}.gitMinor=${versions.kubernetes.split('.')[1] ?? ''}`,
      `${path}.gitTreeState=clean`,
    ]),
    `github.com/karmada-io/karmada/pkg/version.gitVersion=${versions.karmada}`,
    'github.com/karmada-io/karmada/pkg/version.gitTreeState=clean',
  ],
  helm: [
    `helm.sh/helm/v4/internal/version.version=${versions.helm}`,
    `sigs.k8s.io/kwok/pkg/consts.Version=${versions.kwok}`,
  ],
  pause: [],
};
