import type { ComponentKey } from '../names.ts';

const etcdClient = ['etcd-servers', 'etcd-cafile', 'etcd-certfile', 'etcd-keyfile', 'etcd-prefix'];
const serving = [
  'bind-address',
  'secure-port',
  'cert-dir',
  'tls-cert-file',
  'tls-private-key-file',
  'tls-sni-cert-key',
];
const delegated = [
  'kubeconfig',
  'authentication-kubeconfig',
  'authorization-kubeconfig',
  'client-ca-file',
  'requestheader-client-ca-file',
];
const probes = ['health-probe-bind-address', 'metrics-bind-address'];
const election = ['leader-elect', 'leader-elect-resource-namespace'];

/**
 * Flags that decide who a component is, whom it trusts and where it listens. The chart sets them; `extraArgs` may not,
 * or a tenant could open a plane or cut it off from its own operator.
 */
export const reservedArgs: Readonly<Record<ComponentKey, readonly string[]>> = {
  etcd: [
    ...['name', 'data-dir', 'wal-dir', 'config-file', 'force-new-cluster', 'auth-token', 'discovery', 'discovery-srv'],
    ...[
      'listen-client-urls',
      'listen-client-http-urls',
      'listen-peer-urls',
      'listen-metrics-urls',
      'advertise-client-urls',
    ],
    ...['initial-advertise-peer-urls', 'initial-cluster', 'initial-cluster-state', 'initial-cluster-token'],
    ...[
      'cert-file',
      'key-file',
      'client-cert-file',
      'client-key-file',
      'client-cert-auth',
      'trusted-ca-file',
      'auto-tls',
    ],
    ...['peer-cert-file', 'peer-key-file', 'peer-client-cert-auth', 'peer-trusted-ca-file', 'peer-auto-tls'],
  ],
  karmadaAPIServer: [
    ...etcdClient,
    ...serving,
    ...[
      'storage-backend',
      'advertise-address',
      'service-cluster-ip-range',
      'allow-privileged',
      'egress-selector-config-file',
    ],
    ...[
      'anonymous-auth',
      'authentication-config',
      'authentication-token-webhook-config-file',
      'client-ca-file',
      'token-auth-file',
    ],
    ...['authorization-mode', 'authorization-config', 'authorization-policy-file', 'authorization-webhook-config-file'],
    ...[
      'enable-bootstrap-token-auth',
      'enable-admission-plugins',
      'disable-admission-plugins',
      'admission-control-config-file',
    ],
    ...[
      'proxy-client-cert-file',
      'proxy-client-key-file',
      'requestheader-client-ca-file',
      'requestheader-allowed-names',
    ],
    ...['requestheader-extra-headers-prefix', 'requestheader-group-headers', 'requestheader-username-headers'],
    ...[
      'service-account-issuer',
      'service-account-key-file',
      'service-account-signing-key-file',
      'service-account-signing-endpoint',
    ],
    ...['encryption-provider-config', 'audit-policy-file', 'audit-log-path', 'audit-webhook-config-file'],
  ],
  kubeControllerManager: [
    ...delegated,
    ...serving,
    ...election,
    ...['controllers', 'root-ca-file', 'service-account-private-key-file', 'use-service-account-credentials'],
    ...['cluster-signing-cert-file', 'cluster-signing-key-file'],
  ],
  karmadaAggregatedAPIServer: [...etcdClient, ...delegated, ...serving],
  karmadaControllerManager: ['kubeconfig', 'controllers', ...election, ...probes],
  karmadaScheduler: [
    ...['kubeconfig', 'master', ...election, ...probes],
    ...['scheduler-estimator-ca-file', 'scheduler-estimator-cert-file', 'scheduler-estimator-key-file'],
  ],
  karmadaWebhook: [
    ...[
      'kubeconfig',
      'bind-address',
      'secure-port',
      'cert-dir',
      'tls-cert-file-name',
      'tls-private-key-file-name',
      ...probes,
    ],
  ],
};
