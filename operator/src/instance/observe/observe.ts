import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { clusterNameOf, hostNamespace, idFrom, labels, memberNamespace, releaseName } from '../../api/names.ts';
import type { MemberCluster } from '../../api/member-cluster.ts';
import { resources } from '../../api/resources.ts';
import { isGoing } from '../../fleet/instance-deletion.ts';
import { fact, mapFact, valueOf } from '../../steps/fact.ts';
import { isServed } from '../../steps/is-served.ts';
import { isTrue } from '../../steps/is-true.ts';
import type { Fact, ObjectKey } from '../../world.ts';
import { accept } from '../plan/accept.ts';
import { etcdStands } from '../plan/etcd-stands.ts';
import type { MemberFacts, Observed } from '../plan/observed.ts';
import type { InstanceWorld } from '../world.ts';
import { effectiveSpec, observeRecorded } from './effective.ts';
import { observeEndpoints } from './endpoints.ts';
import { observeIdentity } from './identity.ts';
import { observeKubeconfig } from './kubeconfig.ts';
import { observeNamespace } from './namespace.ts';
import { observePlane } from './plane.ts';
import { observeStorageClass } from './storage-class.ts';
import { observeWorkloads } from './workloads.ts';

/** One pass of reads. undefined: the KarmadaInstance is gone. */
export async function observe(
  world: InstanceWorld,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<Observed | undefined> {
  const { host } = world;
  const instance = await host.get<KarmadaInstance>(resources.karmadaInstances, key, { signal });
  if (instance === undefined) return undefined;
  const { name } = instance.metadata;
  const now = world.now();
  const identity = await observeIdentity(host, instance, () => idFrom(world.random()), signal);
  const namespaceName = instance.status?.hostNamespace ?? hostNamespace(name, identity.id);
  const release = releaseName(name);
  const [namespace, storageClass, foundRelease, workloads, members, kubeconfig, foundAccounts, foundRecord] =
    await Promise.all([
      observeNamespace(host, {
        name: namespaceName,
        uid: instance.metadata.uid ?? '',
        role: world.settings.instanceRole,
        signal,
      }),
      observeStorageClass(host, instance.spec.etcd?.storage?.storageClassName, signal),
      world.releases.find(namespaceName, release),
      observeWorkloads(host, { namespace: namespaceName, release, now, signal }),
      observeMembers(world, instance, { id: identity.id, now, signal }),
      observeKubeconfig(host, instance, signal),
      observeAccounts(world, namespaceName, signal),
      observeRecorded(host, namespaceName, signal),
    ]);
  // Of what would be in a namespace that is not there, the host says Forbidden; but nothing is there.
  const gone = namespace.kind === 'absent' ? namespace : undefined;
  const helm = gone ?? foundRelease;
  const accounts = gone ?? foundAccounts;
  const recorded = gone ?? foundRecord;
  const begun = helm.kind !== 'absent' || etcdStands(workloads);
  const acceptance = accept(instance.spec, world.catalogue, begun ? valueOf(recorded) : undefined);
  const effective = effectiveSpec({ instance, acceptance, recorded, catalogue: world.catalogue });
  const endpoints = await observeEndpoints(host, {
    spec: effective?.spec ?? instance.spec,
    namespace: namespaceName,
    release,
    signal,
  });
  const keys = await observeKeys(world, {
    namespace,
    endpoints,
    place: { hostNamespace: namespaceName, release, id: identity.id, externalNames: endpoints.externalNames },
  });
  const plane = await observePlane(world, {
    instance,
    helm,
    effective,
    keys,
    place: { hostNamespace: namespaceName, release },
    now,
    signal,
  });
  return {
    now,
    workingSince: world.workingSince(),
    instance,
    deleting: isGoing(instance),
    served: isServed(world.settings.watchNamespaces, instance),
    acceptance,
    ...(effective && { effective }),
    recorded,
    id: identity.id,
    hostNamespace: namespaceName,
    release,
    former: identity.former,
    namespace,
    storageClass,
    endpoints,
    keys,
    helm,
    workloads,
    plane,
    kubeconfig,
    members,
    accounts,
  };
}

async function observeKeys(
  world: InstanceWorld,
  {
    namespace,
    endpoints,
    place,
  }: Pick<Observed, 'namespace' | 'endpoints'> & { readonly place: Parameters<InstanceWorld['keys']['inspect']>[0] },
): Promise<Observed['keys']> {
  // Without the names that a certificate should bear, every certificate would look wrong.
  if (endpoints.unreadable !== undefined) return { kind: 'unreadable', why: endpoints.unreadable };
  return namespace.kind === 'present' ? world.keys.inspect(place, world.now()) : { kind: 'absent' };
}

async function observeMembers(
  { host }: InstanceWorld,
  instance: KarmadaInstance,
  { id, now, signal }: { readonly id: string; readonly now: number; readonly signal: AbortSignal },
): Promise<Fact<readonly MemberFacts[]>> {
  const all = await fact(() =>
    host.list<MemberCluster>(resources.memberClusters, { namespace: instance.metadata.namespace, signal }),
  );
  return mapFact(all, (members) =>
    members
      .filter(({ spec }) => spec.instanceRef.name === instance.metadata.name)
      .map((member) => ({
        name: clusterNameOf(member),
        leaving: member.metadata.deletionTimestamp !== undefined,
        joining: isNew(member, now) && !isTrue(member.status, 'Stalled'),
        ready: isTrue(member.status, 'Ready'),
        // Of this instance, and not of a former one of its name.
        claimed: member.status?.claims?.own !== undefined && member.status.memberNamespace === memberNamespace(id),
      })),
  );
}

/** A join takes seconds; what takes longer than this is in trouble. Milliseconds. */
const joinMs = 120_000;

function isNew({ metadata }: MemberCluster, now: number): boolean {
  return now < Date.parse(metadata.creationTimestamp ?? '') + joinMs;
}

async function observeAccounts(
  { host }: InstanceWorld,
  namespace: string,
  signal: AbortSignal,
): Promise<Fact<readonly string[]>> {
  const kept = await fact(() =>
    host.listMetadata(resources.secrets, { namespace, labelSelector: labels.member, signal }),
  );
  return mapFact(kept, (secrets) => secrets.map(({ metadata }) => metadata.labels?.[labels.member] ?? metadata.name));
}
