import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { instanceDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import { resources } from '../../api/resources.ts';
import { readCluster, type ClusterObject } from '../../fleet/read-cluster.ts';
import { isGoing } from '../../fleet/instance-deletion.ts';
import { fact, mapFact, valueOf } from '../../steps/fact.ts';
import { isTrue } from '../../steps/is-true.ts';
import { isApiError } from '../../steps/perform.ts';
import type { KubeApi, KubeObject, PlaneRef, ReleaseFact } from '../../world.ts';
import type { Effective, Observed, Plane, PlaneFact } from '../plan/observed.ts';
import type { InstanceWorld } from '../world.ts';
import { countObjects } from './count-objects.ts';
import { observeRenewedTokens } from './renewed-tokens.ts';
import { observeWantedObjects } from './wanted-objects.ts';

interface Question {
  readonly instance: KarmadaInstance;
  readonly helm: ReleaseFact;
  readonly effective: Effective | undefined;
  readonly keys: Observed['keys'];
  readonly place: PlaneRef;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Asks the plane itself. Nothing is asked before there is a release, nor of a plane that is being taken down. */
export async function observePlane(world: InstanceWorld, question: Question): Promise<PlaneFact> {
  const { helm, instance, place } = question;
  if (helm.kind === 'absent' || isGoing(instance)) return { kind: 'notAsked' };
  const plane = await world.planes.open(place);
  if (plane.kind === 'absent') return { kind: 'notAsked' };
  if (plane.kind === 'unreadable') return { kind: 'unreachable', why: plane.why };
  try {
    await plane.value.getPath('/readyz', { signal: question.signal });
    return { kind: 'answered', value: await readPlane(world, plane.value, question) };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { kind: 'unreachable', why: error.message };
  }
}

async function readPlane(
  world: InstanceWorld,
  plane: KubeApi,
  { instance, helm, effective, keys, place, now, signal }: Question,
): Promise<Plane> {
  const wanted = wantedObjects(world, { effective, keys, place });
  const [version, marker, objects, service, clusterList, renewedTokens] = await Promise.all([
    plane.getPath('/version', { signal }),
    plane.get<Marker>(resources.configMaps, { namespace: 'karmada-system', name: 'karmada-version' }, { signal }),
    fact(() => observeWantedObjects(plane, { wanted, whole: isFirstStage(helm), signal })),
    plane.get<APIService>(resources.apiServices, { name: 'v1alpha1.cluster.karmada.io' }, { signal }),
    fact(() => plane.list<ClusterObject>(resources.clusters, { signal })),
    fact(() => observeRenewedTokens(plane, signal)),
  ]);
  const objectsDigest = marker?.data?.['objectsDigest'];
  const clusterAPI =
    service === undefined ? 'Absent' : isTrue(service.status, 'Available') ? 'Available' : 'Unavailable';
  const counts =
    clusterAPI === 'Available' && countIsDue(instance, now)
      ? valueOf(await fact(() => countObjects(plane, signal)))
      : undefined;
  return {
    kubernetes: /"gitVersion"\s*:\s*"([^"]{1,64})"/.exec(version)?.[1] ?? 'unknown',
    objectsDigest,
    wantedObjectsDigest: wanted?.digest ?? objectsDigest ?? '',
    objects,
    clusterAPI,
    clusters: mapFact(clusterList, (all) => all.map(readCluster)),
    renewedTokens,
    ...(counts && { counts }),
  };
}

function wantedObjects(
  world: InstanceWorld,
  { effective, keys, place }: Pick<Question, 'effective' | 'keys' | 'place'>,
) {
  const caBundle = valueOf(keys)?.caBundle;
  if (effective === undefined || caBundle === undefined) return undefined;
  return world.planeObjects.wanted({
    release: place.release,
    namespace: place.hostNamespace,
    caBundle,
    version: effective.entry.karmada,
  });
}

interface Marker extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

interface APIService extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function isFirstStage(helm: ReleaseFact): boolean {
  return helm.kind === 'deployed' && helm.stage === 'Foundation';
}

function countIsDue({ spec, status }: KarmadaInstance, now: number): boolean {
  const countedAt = status?.summary?.countedAt;
  const interval = parseDuration(spec.summary?.countInterval ?? instanceDefaults.countInterval) ?? 0;
  return countedAt === undefined || now >= Date.parse(countedAt) + interval;
}
