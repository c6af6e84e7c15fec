import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import type { MemberCluster } from '../../api/member-cluster.ts';
import { clusterNameOf, finalizers, memberSecretName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { deletionStart, waitsForMembers } from '../../fleet/instance-deletion.ts';
import { fact, mapFact, valueOf } from '../../steps/fact.ts';
import { hasFinalizer } from '../../steps/has-finalizer.ts';
import { isServed } from '../../steps/is-served.ts';
import { isTrue } from '../../steps/is-true.ts';
import type { Fact, ObjectKey } from '../../world.ts';
import { readAccount, type SecretObject } from '../plan/account-secret.ts';
import type { InstanceSide, MemberAccount, MemberObserved, Sibling, UserKubeconfig } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';
import { absentWithHome } from './home.ts';
import { observePlane } from './observe-plane.ts';
import { observeRemote } from './observe-remote.ts';

const { karmadaInstances, memberClusters, secrets } = resources;

/** One pass of reads. undefined: the MemberCluster is gone. */
export async function observe(
  world: MemberWorld,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<MemberObserved | undefined> {
  const member = await world.host.get<MemberCluster>(memberClusters, key, { signal });
  if (member === undefined) return undefined;
  const { namespace } = member.metadata;
  const clusterName = clusterNameOf(member);
  const [instance, siblings, kubeconfig] = await Promise.all([
    observeInstance(world, { namespace, name: member.spec.instanceRef.name }, signal),
    observeSiblings(world, member, signal),
    observeKubeconfig(world, member, signal),
  ]);
  const account = await observeAccount(world, instance, { clusterName, siblings, signal });
  const [remote, plane] = await Promise.all([
    observeRemote(world, { account, kubeconfig, instance, signal }),
    observePlane(world, { member, instance, clusterName, clusterID: valueOf(account)?.clusterID, signal }),
  ]);
  return {
    now: world.now(),
    workingSince: world.workingSince(),
    member,
    clusterName,
    deleting: member.metadata.deletionTimestamp !== undefined,
    served: isServed(world.settings.watchNamespaces, member),
    instance,
    siblings,
    ...endpointRefused(world, member),
    ...testedVersions(world, instance),
    kubeconfig,
    account,
    remote,
    plane,
  };
}

function testedVersions(
  { settings }: MemberWorld,
  instance: Fact<InstanceSide>,
): Pick<MemberObserved, 'testedVersions'> {
  const range = settings.testedVersions[valueOf(instance)?.version ?? ''];
  return range === undefined ? {} : { testedVersions: range };
}

function endpointRefused({ members }: MemberWorld, { spec }: MemberCluster): Pick<MemberObserved, 'endpointRefused'> {
  const endpoint = spec.connection?.apiEndpoint;
  const refused = endpoint === undefined ? undefined : members.refuseAddress(endpoint);
  return refused === undefined ? {} : { endpointRefused: refused };
}

async function observeInstance(
  { host }: MemberWorld,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<Fact<InstanceSide>> {
  const read = await fact(() => host.get<KarmadaInstance>(karmadaInstances, key, { signal }));
  const { id, hostNamespace } = valueOf(read)?.status ?? {};
  if (read.kind === 'present' && (id === undefined || hostNamespace === undefined)) {
    // Not named yet: there is nothing that a membership could rest on, and nothing that could be left behind.
    const begun = hasFinalizer(read.value, finalizers.karmadaInstance);
    return read.value.metadata.deletionTimestamp === undefined || begun
      ? { kind: 'unreadable', why: begun ? 'its status is being restored' : 'it has not begun' }
      : { kind: 'absent' };
  }
  return mapFact(read, (found) => ({
    uid: found.metadata.uid ?? '',
    id: id ?? '',
    hostNamespace: hostNamespace ?? '',
    ...deletedAt(found),
    ready: isTrue(found.status, 'Ready'),
    version: found.status?.version?.observed ?? found.spec.version,
  }));
}

/** An instance that blocks or holds its own deletion waits, and its members are as they were. */
function deletedAt(instance: KarmadaInstance): Pick<InstanceSide, 'deletedAt'> {
  const start = deletionStart(instance);
  return start === undefined || waitsForMembers(instance) ? {} : { deletedAt: start };
}

async function observeSiblings(
  { host }: MemberWorld,
  member: MemberCluster,
  signal: AbortSignal,
): Promise<readonly Sibling[]> {
  const all = await host.list<MemberCluster>(memberClusters, { namespace: member.metadata.namespace, signal });
  return all
    .filter(
      (other) =>
        other.spec.instanceRef.name === member.spec.instanceRef.name && other.metadata.uid !== member.metadata.uid,
    )
    .map((other) => ({
      name: other.metadata.name,
      uid: other.metadata.uid ?? '',
      clusterName: clusterNameOf(other),
      createdAt: other.metadata.creationTimestamp ?? '',
    }));
}

async function observeKubeconfig(
  { host, members }: MemberWorld,
  member: MemberCluster,
  signal: AbortSignal,
): Promise<Fact<UserKubeconfig>> {
  const ref = member.spec.connection?.kubeconfigSecretRef;
  if (ref === undefined) return { kind: 'absent' };
  const secret = await fact(() =>
    host.get<SecretObject>(secrets, { namespace: member.metadata.namespace, name: ref.name }, { signal }),
  );
  if (secret.kind !== 'present') return secret;
  const keys = ref.key === undefined ? ['value', 'kubeconfig'] : [ref.key];
  const encoded = keys.map((key) => secret.value.data?.[key]).find((value) => value !== undefined);
  if (encoded === undefined)
    return {
      kind: 'present',
      value: { kind: 'rejected', reason: 'SecretKeyMissing', message: `there is no key ${keys.join(' or ')}` },
    };
  return { kind: 'present', value: members.judge(Buffer.from(encoded, 'base64').toString(), ref.context) };
}

async function observeAccount(
  { host }: MemberWorld,
  instance: Fact<InstanceSide>,
  {
    clusterName,
    siblings,
    signal,
  }: { readonly clusterName: string; readonly siblings: readonly Sibling[]; readonly signal: AbortSignal },
): Promise<Fact<MemberAccount>> {
  if (instance.kind !== 'present')
    return instance.kind === 'absent' ? instance : { kind: 'unreadable', why: 'the instance cannot be read' };
  const key = { namespace: instance.value.hostNamespace, name: memberSecretName(clusterName) };
  const account = await fact(async () => {
    const secret = await host.get<SecretObject>(secrets, key, { signal });
    const found = secret && readAccount(secret);
    // Accounts are kept by the Cluster's name: of two MemberClusters with the same one, only the elder's is there.
    return siblings.some(({ uid }) => uid === found?.owner) ? undefined : found;
  });
  return absentWithHome(account, host, instance.value, signal);
}
