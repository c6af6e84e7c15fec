const two = { replicas: 2 };
const everywhere = {
  karmadaAPIServer: two,
  kubeControllerManager: two,
  karmadaAggregatedAPIServer: two,
  karmadaControllerManager: two,
  karmadaScheduler: two,
  karmadaWebhook: two,
};

/** Values that between them reach every branch of every template. */
export const variants = {
  'the first stage': { stage: 'Foundation' },
  'everything at its default': {},
  'a plane over nodes, exposed': {
    availability: 'Node',
    exposure: { type: 'NodePort', nodePort: 30443 },
    labels: { 'slipway.dev/instance': 'demo', 'slipway.dev/instance-id': 'abcd1234' },
    certificates: { scheduler: { digest: 'a'.repeat(64) } },
    components: { ...everywhere, etcd: { replicas: 3, storage: { size: '10Gi', storageClassName: 'fast' } } },
  },
  'a plane over zones': { availability: 'Zone', components: everywhere },
  'no policies, no operator in the cluster': {
    operatorNamespace: '',
    networkPolicy: { enabled: false },
    exposure: { type: 'NodePort' },
    components: { karmadaScheduler: { extraArgs: [{ name: 'v', value: '4' }], resources: { limits: { cpu: 1 } } } },
  },
} as const;
