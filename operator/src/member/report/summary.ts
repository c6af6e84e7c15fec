import type { MemberClusterStatus } from '../../api/member-cluster.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { timestamp } from '../../steps/timestamp.ts';

type Summary = NonNullable<MemberClusterStatus['summary']>;

/** The last good values stay, marked stale, while the plane is silent or Karmada does not reach the cluster: it stops refreshing them then. */
export function memberSummary({ plane, member, now }: MemberObserved): Summary | undefined {
  const previous = member.status?.summary;
  const cluster = plane.kind === 'present' ? plane.value.cluster : undefined;
  if (plane.kind !== 'present' || cluster?.ready?.status !== 'True') {
    return previous === undefined
      ? undefined
      : { ...previous, staleSince: previous.staleSince ?? cluster?.ready?.since ?? timestamp(now) };
  }
  const values = { nodes: cluster.nodes, resources: cluster.resources, works: plane.value.works };
  const same =
    previous !== undefined &&
    previous.staleSince === undefined &&
    JSON.stringify(valuesOf(previous)) === JSON.stringify(valuesOf(values));
  return { observedAt: same ? (previous.observedAt ?? timestamp(now)) : timestamp(now), ...values };
}

/** In a fixed order: the server may give fields back in another. */
function valuesOf({ nodes, resources, works }: Omit<Summary, 'observedAt'>): unknown {
  const sorted = (amounts: Readonly<Record<string, string>> | undefined) =>
    Object.entries(amounts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    nodes?.total,
    nodes?.ready,
    works?.total,
    works?.applied,
    sorted(resources?.allocatable),
    sorted(resources?.allocating),
    sorted(resources?.allocated),
  ];
}
