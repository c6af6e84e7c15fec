import type { ComponentKey } from '../names.ts';

const etcdClient = ['etcd-servers', 'etcd-servers-overrides', 'etcd-cafile', 'etcd-certfile', 'etcd-keyfile'];
const storage = [...etcdClient, 'etcd-prefix', 'storage-backend', 'storage-media-type', 'encryption-provider-*'];
const serving = ['bind-address', 'secure-port', 'permit-*', 'cert-dir', 'tls-*'];
const trust = ['authentication-*', 'authorization-*', 'client-ca-file', 'requestheader-*'];
const election = ['leader-elect', 'leader-elect-resource-*'];
const probes = ['health-probe-bind-address', 'metrics-bind-address'];
const profiles = ['profiling', 'contention-profiling'];
const karmadaProfiles = ['enable-pprof', 'profiling-bind-address'];
/** Logs say what requests carry: `vmodule` raises files of client-go above any level that `v` may have. */
const kubernetesLogs = ['vmodule', 'allow-metric-labels-manifest'];
const karmadaLogs = ['vmodule', 'logtostderr', 'log-dir', 'log-file', 'log-file-*'];
/** What a server pretends to be decides which fields it stores. */
const versions = ['version', 'help', 'emulated-version', 'min-compatibility-version'];

/**
 * Flags that decide who a component is, whom it trusts, where it listens and dials, which files it reads and writes,
 * what it stores and what its logs give away. `extraArgs` may not set them, or a tenant could open a plane or cut it
 * off from its own operator. A name that ends in `-*` stands for all that begin so.
 */
export const reservedArgs: Readonly<Record<ComponentKey, readonly string[]>> = {
  etcd: [
    ...['name', 'config-file', 'version', 'help', 'advertise-client-urls', 'initial-advertise-peer-urls'],
    ...['listen-*', 'socket-reuse-*', 'initial-cluster', 'initial-cluster-*', 'discovery', 'discovery-*'],
    ...['data-dir', 'wal-dir', 'force-new-cluster', 'unsafe-no-fsync', 'strict-reconfig-check', 'v2-deprecation'],
    ...['cert-file', 'key-file', 'client-*', 'trusted-ca-file', 'auto-tls', 'self-signed-cert-validity'],
    ...['peer-*', 'experimental-peer-*', 'tls-*', 'cipher-suites', 'auth-token', 'auth-token-*'],
    ...['cors', 'host-whitelist', 'enable-grpc-gateway', 'enable-pprof'],
    // At level debug it serves profiles and the traces of requests.
    ...['log-level', 'log-outputs', 'enable-log-rotation', 'log-rotation-config-json'],
    ...['enable-distributed-tracing', 'distributed-tracing-*'],
    ...['experimental-enable-distributed-tracing', 'experimental-distributed-tracing-*'],
  ],
  karmadaAPIServer: [
    ...[...storage, ...serving, ...trust, ...profiles, ...kubernetesLogs, ...versions],
    ...['emulation-forward-compatible', 'runtime-config', 'runtime-config-*', 'enable-garbage-collector'],
    ...['advertise-address', 'external-hostname', 'endpoint-reconciler-type', 'kubernetes-service-node-port'],
    ...['service-cluster-ip-range', 'allow-privileged', 'egress-selector-config-file', 'cors-allowed-origins'],
    ...['anonymous-auth', 'api-audiences', 'oidc-*', 'token-auth-file', 'enable-bootstrap-token-auth'],
    ...['admission-control', 'admission-control-*', 'enable-admission-plugins', 'disable-admission-plugins'],
    ...['proxy-client-*', 'peer-*', 'kubelet-*', 'aggregator-reject-forwarding-redirect', 'enable-aggregator-routing'],
    ...['service-account-issuer', 'service-account-jwks-uri', 'service-account-key-file', 'service-account-lookup'],
    ...['service-account-signing-*', 'audit-*', 'tracing-config-file', 'debug-socket-path', 'enable-logs-handler'],
  ],
  kubeControllerManager: [
    ...['kubeconfig', 'master', 'controllers', ...serving, ...trust, ...election],
    ...[...profiles, ...kubernetesLogs, ...versions],
    ...['root-ca-file', 'service-account-private-key-file', 'use-service-account-credentials', 'cluster-signing-*'],
    ...['service-cluster-ip-range', 'enable-garbage-collector', 'enable-leader-migration', 'leader-migration-config'],
    ...['cloud-config', 'cloud-provider', 'external-cloud-volume-plugin', 'flex-volume-plugin-dir'],
    ...['enable-hostpath-provisioner', 'pv-recycler-pod-template-*'],
  ],
  karmadaAggregatedAPIServer: [
    ...['kubeconfig', ...storage, ...serving, ...trust, 'audit-*', 'enable-garbage-collector'],
    ...[...profiles, ...karmadaProfiles, ...karmadaLogs, 'debug-socket-path'],
  ],
  karmadaControllerManager: [
    ...['kubeconfig', 'controllers', 'cluster-api-kubeconfig', 'cluster-api-context'],
    ...[...election, ...probes, ...karmadaProfiles, ...karmadaLogs],
  ],
  karmadaScheduler: [
    ...['kubeconfig', 'master', ...election, ...probes, ...karmadaProfiles, ...karmadaLogs],
    ...['insecure-skip-estimator-verify', 'scheduler-estimator-ca-file', 'scheduler-estimator-cert-file'],
    ...['scheduler-estimator-key-file', 'scheduler-estimator-port', 'scheduler-estimator-service-*'],
  ],
  karmadaWebhook: [
    ...['kubeconfig', 'bind-address', 'secure-port', 'cert-dir', 'tls-*'],
    ...[...probes, ...karmadaProfiles, ...karmadaLogs],
  ],
};
