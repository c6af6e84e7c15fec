export interface Hook {
  /** Without the suffix `.karmada.io`. */
  readonly name: string;
  readonly path: string;
  readonly group: string;
  readonly resource: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly operations: readonly ('CREATE' | 'UPDATE')[];
  /** 3 unless said otherwise. */
  readonly seconds?: number;
  /** None unless said otherwise. */
  readonly sideEffects?: 'NoneOnDryRun';
}

const policy = 'policy.karmada.io';
const work = 'work.karmada.io';
const autoscaling = 'autoscaling.karmada.io';
const networking = 'networking.karmada.io';
const config = 'config.karmada.io';

/** What karmada-webhook v1.18.1 serves under /mutate-*. */
export const mutatingHooks: readonly Hook[] = [
  namespaced('mutate', policy, 'propagationpolicy', 'propagationpolicies'),
  clusterWide('mutate', policy, 'clusterpropagationpolicy', 'clusterpropagationpolicies'),
  namespaced('mutate', policy, 'overridepolicy', 'overridepolicies'),
  { ...namespaced('mutate', work, 'resourcebinding', 'resourcebindings'), operations: ['CREATE'] },
  { ...clusterWide('mutate', work, 'clusterresourcebinding', 'clusterresourcebindings'), operations: ['CREATE'] },
  namespaced('mutate', work, 'work', 'works'),
  { ...namespaced('mutate', autoscaling, 'federatedhpa', 'federatedhpas'), name: 'autoscaling' },
  namespaced('mutate', networking, 'multiclusterservice', 'multiclusterservices'),
];

/** What karmada-webhook v1.18.1 serves under /validate-*, but for deletion protection. */
export const validatingHooks: readonly Hook[] = [
  namespaced('validate', policy, 'propagationpolicy', 'propagationpolicies'),
  clusterWide('validate', policy, 'clusterpropagationpolicy', 'clusterpropagationpolicies'),
  namespaced('validate', policy, 'overridepolicy', 'overridepolicies'),
  clusterWide('validate', policy, 'clusteroverridepolicy', 'clusteroverridepolicies'),
  {
    ...clusterWide(
      'validate',
      config,
      'resourceinterpreterwebhookconfiguration',
      'resourceinterpreterwebhookconfigurations',
    ),
    name: 'config',
  },
  {
    ...clusterWide('validate', config, 'resourceinterpretercustomization', 'resourceinterpretercustomizations'),
    seconds: 10,
  },
  namespaced('validate', policy, 'federatedresourcequota', 'federatedresourcequotas'),
  namespaced('validate', networking, 'multiclusteringress', 'multiclusteringresses'),
  namespaced('validate', autoscaling, 'federatedhpa', 'federatedhpas'),
  namespaced('validate', autoscaling, 'cronfederatedhpa', 'cronfederatedhpas'),
  namespaced('validate', networking, 'multiclusterservice', 'multiclusterservices'),
  { ...namespaced('validate', work, 'resourcebinding', 'resourcebindings'), sideEffects: 'NoneOnDryRun' },
  clusterWide('validate', policy, 'clustertaintpolicy', 'clustertaintpolicies'),
];

type Verb = 'mutate' | 'validate';

function namespaced(verb: Verb, group: string, kind: string, resource: string): Hook {
  return {
    name: kind,
    path: `${verb}-${kind}`,
    group,
    resource,
    scope: 'Namespaced',
    operations: ['CREATE', 'UPDATE'],
  };
}

function clusterWide(verb: Verb, group: string, kind: string, resource: string): Hook {
  return { ...namespaced(verb, group, kind, resource), scope: 'Cluster' };
}
