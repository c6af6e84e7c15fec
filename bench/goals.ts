import type { Result } from './result.ts';
import { spread, type Spread } from './statistics.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** `told`: there is no goal for it. */
  readonly verdict: 'met' | 'missed' | 'told';
}

const kilobyte = 1000;
const megabyte = 1_000_000;

/** Every figure with the goal it is held against; one that is missed is told as such. */
export function table({ installs, deletions, joins, memory, storage, database, rest }: Result): readonly Row[] {
  return [
    ...installRows(installs, deletions),
    ...joinRows(joins),
    ...memory.map(({ role, rss }) => judged(`memory idle, ${role}`, { value: rss / megabyte, most: 120, unit: 'MB' })),
    ...storageRows(storage),
    told('host database in use, growth by one install, old revisions included', mb(database.after - database.before)),
    ...restRows(rest),
  ];
}

function installRows(installs: Result['installs'], deletions: Result['deletions']): readonly Row[] {
  const ready = spread(installs.map(({ readyMs }) => readyMs));
  const counts = (pick: (calls: Result['installs'][number]['calls']) => number) =>
    spread(installs.map(({ calls }) => pick(calls)));
  return [
    judged('apply to Ready, p50', { value: ready.p50 / 1000, most: 15, unit: 's' }, ends(ready)),
    told('status writes by the operator for it', range(counts(({ statusWrites }) => statusWrites))),
    told(
      'calls to the host for it, of which writes',
      `${range(counts(({ total }) => total))}, ${range(counts(({ writes }) => writes))}`,
    ),
    told('delete to gone, p50', seconds(spread(deletions))),
  ];
}

function joinRows(joins: Result['joins']): readonly Row[] {
  const ours = (pick: (join: Result['joins'][number]['operator']) => number) =>
    spread(joins.map(({ operator }) => pick(operator)));
  const theirs = (pick: (join: Result['joins'][number]['peer']) => number) =>
    spread(joins.map(({ peer }) => pick(peer)));
  const own = ours(({ ownMs }) => ownMs);
  const command = theirs(({ commandMs }) => commandMs);
  const leave = spread(joins.map(({ leaveMs }) => leaveMs));
  const unjoin = spread(joins.map(({ unjoinMs }) => unjoinMs));
  return [
    judged('push join, own part, p50', { value: own.p50 / 1000, most: 1, unit: 's' }, ends(own)),
    told('karmadactl join beside it, p50', seconds(command)),
    compared('own part ÷ karmadactl join', own, command),
    told('Cluster Ready in the plane, by the operator, p50', seconds(ours(({ clusterReadyMs }) => clusterReadyMs))),
    told('Cluster Ready in the plane, by karmadactl, p50', seconds(theirs(({ clusterReadyMs }) => clusterReadyMs))),
    told('MemberCluster Ready, p50', seconds(ours(({ readyMs }) => readyMs))),
    told('leave to gone, p50', seconds(leave)),
    told('karmadactl unjoin beside it, p50', seconds(unjoin)),
    compared('leave ÷ karmadactl unjoin', leave, unjoin),
  ];
}

function storageRows(storage: Result['storage']): readonly Row[] {
  const { releaseRecords, ourSecrets, ourConfigMaps, total } = storage;
  const own = (releaseRecords + ourSecrets + ourConfigMaps) / kilobyte;
  const parts = [releaseRecords, ourSecrets, ourConfigMaps].map((size) => (size / kilobyte).toFixed(1)).join(' + ');
  return [
    judged('release records, our Secrets and ConfigMaps', { value: own, most: 60, unit: 'KB' }, parts),
    told('all objects in the host namespace', `${(total / kilobyte).toFixed(0)} KB`),
    told('the KarmadaInstance itself', `${(storage.instance / kilobyte).toFixed(1)} KB`),
  ];
}

function restRows({ seconds: length, writes, readsPerMinute, leaseCalls }: Result['rest']): readonly Row[] {
  return [
    judged(`writes at rest in ${length} s, lease apart`, { value: writes, most: 0, unit: '' }),
    told('reads at rest', `${readsPerMinute.toFixed(0)} a minute`),
    told(`calls for the lease in ${length} s`, String(leaseCalls)),
  ];
}

function compared(what: string, ours: Spread, theirs: Spread): Row {
  const ratio = ours.p50 / theirs.p50;
  return { what, goal: '< 1', measured: ratio.toFixed(2), verdict: ratio < 1 ? 'met' : 'missed' };
}

interface Limit {
  readonly value: number;
  readonly most: number;
  readonly unit: string;
}

function judged(what: string, { value, most, unit }: Limit, beside?: string): Row {
  const shown = unit === '' ? String(value) : `${value.toFixed(unit === 's' ? 2 : 1)} ${unit}`;
  return {
    what,
    goal: `${unit === '' ? '' : '≤ '}${most} ${unit}`.trim(),
    measured: beside === undefined ? shown : `${shown} (${beside})`,
    verdict: value <= most ? 'met' : 'missed',
  };
}

function told(what: string, measured: string): Row {
  return { what, goal: '', measured, verdict: 'told' };
}

function seconds(values: Spread): string {
  return `${(values.p50 / 1000).toFixed(2)} s (${ends(values)})`;
}

function ends({ min, max, n }: Spread): string {
  return `${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)}, n ${n}`;
}

function range({ min, max }: Spread): string {
  return min === max ? String(min) : `${min} to ${max}`;
}

function mb(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}
