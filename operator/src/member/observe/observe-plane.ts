import type { MemberCluster } from '../../api/member-cluster.ts';
import { labels, releaseName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { readCluster, type ClusterFacts, type ClusterObject } from '../../fleet/read-cluster.ts';
import { clusterNamespace, readToken } from '../../fleet/token-record.ts';
import { fact } from '../../steps/fact.ts';
import { isTrue } from '../../steps/is-true.ts';
import type { Fact, KubeApi, KubeObject } from '../../world.ts';
import type { InstanceSide, PlaneSide } from '../plan/observed.ts';
import { isOwnCluster } from '../plan/registration.ts';
import type { MemberWorld } from '../world.ts';
import { absentWithHome } from './home.ts';

const { clusters, secrets, works } = resources;

interface Sources {
  readonly member: MemberCluster;
  readonly instance: Fact<InstanceSide>;
  readonly clusterName: string;
  readonly clusterID: string | undefined;
  readonly signal: AbortSignal;
}

/** The plane's records of the member. A plane that is not up is unreadable, not without members. */
export async function observePlane(world: MemberWorld, sources: Sources): Promise<Fact<PlaneSide>> {
  const { instance } = sources;
  if (instance.kind !== 'present') return instance;
  const plane = await world.planes.open({
    hostNamespace: instance.value.hostNamespace,
    release: releaseName(sources.member.spec.instanceRef.name),
  });
  if (plane.kind !== 'present') return absentWithHome(plane, world.host, instance.value, sources.signal);
  return fact(() => readPlane(plane.value, sources));
}

async function readPlane(plane: KubeApi, { member, clusterName, clusterID, signal }: Sources): Promise<PlaneSide> {
  const [all, tokens, work] = await Promise.all([
    plane.list<ClusterObject>(clusters, { signal }),
    plane.listMetadata(secrets, { namespace: clusterNamespace, fieldSelector: `metadata.name=${clusterName}`, signal }),
    plane.list<WorkObject>(works, { namespace: `karmada-es-${clusterName}`, signal }),
  ]);
  const found = all.find(({ metadata }) => metadata.name === clusterName);
  const cluster = found && readCluster(found);
  const own = cluster !== undefined && (isOwnCluster(cluster, member) || onlyLooks(member));
  const twin =
    clusterID === undefined
      ? undefined
      : all.find(({ metadata, spec }) => metadata.name !== clusterName && spec?.['id'] === clusterID);
  const [secret] = tokens;
  const token = secret?.metadata.labels?.[labels.member] === member.metadata.name ? readToken(secret) : undefined;
  return {
    ...(cluster && (own ? { cluster } : { stranger: strangerOf(cluster) })),
    ...(token && { tokenSecret: token }),
    ...(twin && { twin: twin.metadata.name }),
    works: { total: work.length, applied: work.filter(({ status }) => isTrue(status, 'Applied')).length },
  };
}

/** Whoever registered it. */
function onlyLooks({ spec, metadata }: MemberCluster): boolean {
  return spec.managementPolicy === 'ObserveOnly' && metadata.deletionTimestamp === undefined;
}

function strangerOf({ spec, deleting }: ClusterFacts): NonNullable<PlaneSide['stranger']> {
  return { id: textOf(spec['id']), ...(spec['syncMode'] === 'Pull' && { pulls: true }), deleting };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface WorkObject extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
