import type { InstanceConditionType, InstanceReason } from '../../api/conditions.ts';
import type { KarmadaInstanceStatus } from '../../api/karmada-instance.ts';
import { kubeconfigSecretName } from '../../api/names.ts';
import { conditions, type Condition, type Draft } from '../../steps/conditions.ts';
import { valueOf } from '../../steps/fact.ts';
import type { Plan } from '../../steps/judge.ts';
import type { Performed } from '../../steps/perform.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { InstanceAction } from '../plan/action.ts';
import { deletionDeadlineMs, recordedStart, stillJoined } from '../plan/deletion.ts';
import type { Observed } from '../plan/observed.ts';
import { instanceSummary } from './summary.ts';

type InstanceDraft = Draft & { readonly type: InstanceConditionType; readonly reason: InstanceReason };

/** What must be met before the plane is usable at the wanted version. Members never gate it. */
const gates: readonly InstanceConditionType[] = [
  'SpecAccepted',
  'HostReady',
  'NamespaceReady',
  'CertificatesReady',
  'ReleaseReady',
  'APIServerReady',
  'PlaneObjectsReady',
  'ComponentsReady',
  'EndpointReachable',
  'KubeconfigPublished',
];

/** While it goes, Ready speaks of what is being removed. */
const deletionGates: readonly InstanceConditionType[] = [
  'MembersReady',
  'ComponentsReady',
  'ReleaseReady',
  'NamespaceReady',
  'SpecAccepted',
];

/** Facts, verdicts and outcomes → the whole status. */
export function report(
  observed: Observed,
  plan: Plan<InstanceAction>,
  performed: readonly Performed<InstanceAction>[],
): KarmadaInstanceStatus {
  const { instance, members } = observed;
  const summary = instanceSummary(observed);
  const all = valueOf(members);
  const tally =
    all === undefined
      ? instance.status?.members
      : { total: all.length, ready: all.filter(({ ready }) => ready).length };
  return {
    observedGeneration: instance.metadata.generation ?? 0,
    conditions: instanceConditions(observed, plan, performed),
    ...identityOf(observed),
    display: {
      ...(tally && { members: `${tally.ready}/${tally.total}` }),
      ...(summary?.nodes && { nodes: `${summary.nodes.ready}/${summary.nodes.total}` }),
    },
    version: versions(observed),
    ...releaseOf(observed),
    endpoints: endpointsOf(observed),
    ...kubeconfigOf(observed),
    certificates: certificatesOf(observed),
    components: componentsOf(observed),
    ...(tally && { members: tally }),
    ...(summary && { summary }),
    ...deletionOf(observed),
  };
}

/** While a former plane stands in the way nothing is named: the next pass must find it again. */
function identityOf({ id, hostNamespace, former }: Observed): Pick<KarmadaInstanceStatus, 'id' | 'hostNamespace'> {
  return former.length === 0 ? { id, hostNamespace } : {};
}

function instanceConditions(
  observed: Observed,
  plan: Plan<InstanceAction>,
  performed: readonly Performed<InstanceAction>[],
): readonly Condition[] {
  const { instance, deleting, now, endpoints } = observed;
  return conditions({
    plan,
    performed,
    previous: instance.status?.conditions ?? [],
    generation: instance.metadata.generation ?? 0,
    now: timestamp(now),
    gates: deleting ? deletionGates : gates,
    ready: {
      reason: 'PlaneReady' satisfies InstanceReason,
      message: `Karmada ${instance.spec.version} runs; its address is ${endpoints.external ?? endpoints.internal}`,
    },
    extra: deleting ? [] : [isolated(observed)],
  });
}

/** Policies are written; whether this host's network plugin enforces them cannot be seen from here. */
function isolated({ effective, helm }: Observed): InstanceDraft {
  if (helm.kind === 'absent')
    return { type: 'Isolated', status: 'Unknown', reason: 'Pending', message: 'waits for the first release' };
  const off = effective?.spec.isolation?.networkPolicy === 'Disabled';
  return off
    ? { type: 'Isolated', status: 'False', reason: 'PolicyDisabled', message: 'isolation.networkPolicy is Disabled' }
    : {
        type: 'Isolated',
        status: 'Unknown',
        reason: 'PolicyNotVerified',
        message: 'network policies stand; whether the host enforces them is not verified',
      };
}

function versions({ instance, workloads, plane }: Observed): NonNullable<KarmadaInstanceStatus['version']> {
  const karmada = (valueOf(workloads) ?? []).filter(
    ({ component }) => component.startsWith('karmada') && component !== 'karmadaAPIServer',
  );
  const running = new Set(karmada.map(({ version }) => version));
  const [observed] = running;
  return {
    desired: instance.spec.version,
    ...(running.size === 1 && observed !== undefined && { observed }),
    ...(plane.kind === 'answered' && { kubernetes: plane.value.kubernetes }),
  };
}

function releaseOf({ helm, release }: Observed): Pick<KarmadaInstanceStatus, 'release'> {
  if (helm.kind !== 'deployed') return helm.kind === 'absent' ? {} : { release: { name: release } };
  const { revision, stage, chartDigest, valuesDigest } = helm;
  return {
    release: {
      name: release,
      revision,
      ...(stage && { stage }),
      ...(chartDigest && { chartDigest }),
      ...(valuesDigest && { valuesDigest }),
    },
  };
}

function endpointsOf({ endpoints, namespace, instance }: Observed): NonNullable<KarmadaInstanceStatus['endpoints']> {
  const unreadable = endpoints.unreadable !== undefined || namespace.kind === 'unreadable';
  if (unreadable) return instance.status?.endpoints ?? [];
  if (namespace.kind !== 'present') return [];
  const internal = { type: 'Internal' as const, url: endpoints.internal };
  return endpoints.external === undefined
    ? [internal]
    : [internal, { type: 'External' as const, url: endpoints.external }];
}

function kubeconfigOf({ kubeconfig, instance, keys }: Observed): Pick<KarmadaInstanceStatus, 'kubeconfig'> {
  if (kubeconfig.kind !== 'present' || !kubeconfig.value.own) return {};
  const administrator = valueOf(keys)?.secrets.find(({ name }) => name.endsWith('-admin'))?.certificates[0];
  return {
    kubeconfig: {
      secretRef: { name: kubeconfigSecretName(instance.metadata.name) },
      ...(administrator && { expiresAt: wholeSeconds(administrator.notAfter) }),
    },
  };
}

function certificatesOf({ keys }: Observed): NonNullable<KarmadaInstanceStatus['certificates']> {
  const all = (valueOf(keys)?.secrets ?? []).flatMap(({ name, certificates }) =>
    certificates.map((certificate) => ({ secretName: name, certificate })),
  );
  return all.slice(0, 24).map(({ secretName, certificate: { name, notAfter, renewAfter } }) => ({
    name,
    secretName,
    notAfter: wholeSeconds(notAfter),
    renewAfter: wholeSeconds(renewAfter),
  }));
}

function wholeSeconds(time: string): string {
  return timestamp(Date.parse(time));
}

function componentsOf({ workloads }: Observed): NonNullable<KarmadaInstanceStatus['components']> {
  return (valueOf(workloads) ?? []).map(({ component, ready, desired, version }) => ({
    name: component,
    ready,
    desired,
    ...(version !== '' && { version }),
  }));
}

function deletionOf(observed: Observed): Pick<KarmadaInstanceStatus, 'deletion'> {
  const { instance } = observed;
  if (instance.metadata.deletionTimestamp === undefined) return {};
  const startedAt = recordedStart(observed);
  const remaining = stillJoined(observed)
    .slice(0, 32)
    .map((name) => ({ kind: 'MemberCluster', name, reason: 'has not left yet' }));
  return {
    deletion: {
      ...(startedAt !== undefined && {
        startedAt: timestamp(startedAt),
        deadline: timestamp(startedAt + deletionDeadlineMs(instance)),
      }),
      ...(remaining.length > 0 && { remaining }),
    },
  };
}
