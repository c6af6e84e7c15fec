import { instanceDefaults } from '../../api/defaults.ts';
import { componentKeys, labels, type ComponentKey } from '../../api/names.ts';
import type { Effective, Observed } from './observed.ts';

export type Stage = 'Foundation' | 'Full';

/** Settings that the operator's administrator gives for all instances. */
export interface ChartSettings {
  readonly operatorNamespace: string;
}

/** The accepted spec → values of `charts/karmada`. No key material ever enters here. */
export function chartValues(
  effective: Effective,
  observed: Pick<Observed, 'id' | 'keys' | 'instance'>,
  stage: Stage,
  settings: ChartSettings,
): object {
  const { spec } = effective;
  const availability = spec.placement?.availability ?? instanceDefaults.availability;
  return {
    stage,
    availability,
    labels: { [labels.instance]: observed.instance.metadata.name, [labels.instanceId]: observed.id },
    operatorNamespace: settings.operatorNamespace,
    exposure: {
      type: spec.exposure?.type ?? instanceDefaults.exposureType,
      nodePort: spec.exposure?.type === 'NodePort' ? (spec.exposure.port ?? 0) : 0,
    },
    networkPolicy: {
      enabled: (spec.isolation?.networkPolicy ?? instanceDefaults.networkPolicy) === 'Enforce',
      allowFrom: allowFrom(spec, observed.instance),
    },
    certificates: { scheduler: { digest: schedulerDigest(observed.keys) } },
    components: Object.fromEntries(componentKeys.map((key) => [key, component(key, effective)])),
  };
}

/** Peers of a NetworkPolicy; none means whoever the exposure lets in. */
function allowFrom({ exposure, isolation }: Effective['spec'], instance: Observed['instance']): readonly object[] {
  const open = exposure?.type === 'NodePort' && isolation?.allowFrom === undefined;
  const home = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': instance.metadata.namespace } } };
  return open ? [] : [home, ...(isolation?.allowFrom ?? [])];
}

function component(key: ComponentKey, { spec, entry }: Effective): object {
  const settings = spec.components?.[key];
  return {
    image: entry.images[key],
    ...(key !== 'etcd' && { replicas: replicasOf(key, spec) }),
    ...(key === 'etcd' && { storage: storage(spec) }),
    ...(settings?.resources !== undefined && { resources: settings.resources }),
    ...(settings?.extraArgs !== undefined && { extraArgs: settings.extraArgs }),
  };
}

/** Number of Pods that a component should have. */
export function replicasOf(key: ComponentKey, spec: Effective['spec']): number {
  if (key === 'etcd') return 1;
  const availability = spec.placement?.availability ?? instanceDefaults.availability;
  return spec.components?.[key]?.replicas ?? (availability === 'Single' ? 1 : 2);
}

function storage(spec: Effective['spec']): object {
  const { size, storageClassName } = spec.etcd?.storage ?? {};
  return {
    size: size ?? instanceDefaults.etcdStorageSize,
    ...(storageClassName !== undefined && { storageClassName }),
  };
}

/** gRPC reads its files once, so a renewed certificate must restart the scheduler; the others reload theirs. */
function schedulerDigest(keys: Observed['keys']): string {
  if (keys.kind !== 'present') return '';
  const scheduler = keys.value.secrets.find(({ name }) => name.endsWith('-scheduler-pki'));
  return scheduler?.certificates[0]?.fingerprint ?? '';
}
