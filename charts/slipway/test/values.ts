/** Value sets that between them reach every branch of every template. */
export const variants = {
  defaults: {},
  'tenants named': {
    watchNamespaces: ['default', 'team-a'],
    memberAddresses: { allowedCIDRs: ['10.0.0.0/8', 'fd00::/8'], deniedCIDRs: ['10.96.0.0/12'] },
  },
  'Secrets everywhere': { tenantSecrets: { clusterWide: 'Enabled' } },
  'planes by port-forward, one replica': { planeAccess: 'portForward', replicas: 1 },
  'all that can be switched off': {
    crds: { install: false },
    userRoles: { aggregate: 'Disabled' },
    networkPolicy: { state: 'Disabled' },
  },
  'wishes of a cluster': {
    image: {
      repository: 'registry.example.com:5000/slipway',
      digest: `sha256:${'a'.repeat(64)}`,
      pullPolicy: 'Always',
    },
    imagePullSecrets: [{ name: 'pull' }],
    podAnnotations: { a: 'b' },
    podLabels: { c: 'd' },
    nodeSelector: { e: 'f' },
    tolerations: [{ key: 'g', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    priorityClassName: 'high',
    networkPolicy: {
      metricsFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
    },
  },
} as const;
