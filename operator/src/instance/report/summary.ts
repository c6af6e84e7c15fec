import type { KarmadaInstanceStatus } from '../../api/karmada-instance.ts';
import { addQuantities, formatQuantity, parseQuantity } from '../../api/quantity.ts';
import { bounded, mostResources, type ClusterFacts, type ResourceTotals } from '../../fleet/read-cluster.ts';
import { canonical } from '../../steps/digest.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { Observed, Plane } from '../plan/observed.ts';

type Summary = NonNullable<KarmadaInstanceStatus['summary']>;
type MemberLine = NonNullable<Summary['members']>[number];

const listed = 500;

/** The last good values stay, marked stale, while the plane does not answer. Times move only with a value or its freshness. */
export function instanceSummary({
  plane,
  instance,
  now,
}: Pick<Observed, 'plane' | 'instance' | 'now'>): Summary | undefined {
  const previous = instance.status?.summary;
  const clusters =
    plane.kind === 'answered' && plane.value.clusters.kind === 'present' ? plane.value.clusters.value : undefined;
  if (plane.kind !== 'answered' || clusters === undefined) {
    return previous === undefined ? undefined : { ...previous, staleSince: previous.staleSince ?? timestamp(now) };
  }
  const values = { ...fleet(clusters), ...objects(plane.value, previous, now) };
  const { observedAt, staleSince, ...before } = previous ?? {};
  const same = staleSince === undefined && canonical(untimed(before)) === canonical(untimed(values));
  return { observedAt: same && observedAt !== undefined ? observedAt : timestamp(now), ...values };
}

/** That the objects were counted again is no news if the counts are the same. */
function untimed(values: Summary): object {
  return { ...values, countedAt: undefined };
}

function fleet(clusters: readonly ClusterFacts[]): Summary {
  const ready = clusters.filter(isReady);
  return {
    // Karmada refreshes figures only of a cluster that it reaches: the others would count with old ones.
    counted: { clusters: ready.length, of: clusters.length },
    clusters: { total: clusters.length, ready: ready.length },
    nodes: { total: sum(ready.map(({ nodes }) => nodes.total)), ready: sum(ready.map(({ nodes }) => nodes.ready)) },
    resources: {
      allocatable: totals(ready, 'allocatable'),
      allocating: totals(ready, 'allocating'),
      allocated: totals(ready, 'allocated'),
    },
    members: lines(clusters).slice(0, listed),
    ...(clusters.length > listed && { membersOmitted: clusters.length - listed }),
  };
}

function isReady({ ready }: ClusterFacts): boolean {
  return ready?.status === 'True';
}

function sum(numbers: readonly number[]): number {
  return bounded(numbers.reduce((total, number) => total + number, 0));
}

/** Every resource name that any cluster reports; a value that is no quantity is left out. */
function totals(clusters: readonly ClusterFacts[], part: keyof ResourceTotals): Readonly<Record<string, string>> {
  const amounts = clusters.flatMap(({ resources }) => Object.entries(resources[part]));
  const names = [...new Set(amounts.map(([name]) => name))].sort().slice(0, mostResources);
  return Object.fromEntries(
    names.map((name) => [name, total(amounts.filter(([of]) => of === name).map(([, amount]) => amount))]),
  );
}

function total(amounts: readonly string[]): string {
  const [first, ...rest] = amounts.flatMap((amount) => parseQuantity(amount) ?? []);
  return first === undefined ? '0' : formatQuantity(rest.reduce(addQuantities, first));
}

function lines(clusters: readonly ClusterFacts[]): readonly MemberLine[] {
  const byName = [...clusters].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...byName.filter((cluster) => !isReady(cluster)), ...byName.filter(isReady)].map((cluster) => ({
    name: cluster.name,
    ready: cluster.ready?.status ?? 'Unknown',
    nodesReady: cluster.nodes.ready,
    nodesTotal: cluster.nodes.total,
    ...(!isReady(cluster) && cluster.ready?.since !== undefined && { since: cluster.ready.since }),
  }));
}

function objects(plane: Plane, previous: Summary | undefined, now: number): Pick<Summary, 'objects' | 'countedAt'> {
  if (plane.counts !== undefined) return { objects: plane.counts, countedAt: timestamp(now) };
  return {
    ...(previous?.objects && { objects: previous.objects }),
    ...(previous?.countedAt !== undefined && { countedAt: previous.countedAt }),
  };
}
