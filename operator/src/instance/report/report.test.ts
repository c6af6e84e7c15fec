import { expect, test } from '@jest/globals';
import { aCluster, aPlane, anInstance, now, observed, present, unreadable, workloads } from '../../../test/observed.ts';
import { KarmadaInstance } from '../../api/karmada-instance.ts';
import { judge } from '../../steps/judge.ts';
import { instanceLanes } from '../plan/steps.ts';
import { report } from './report.ts';

const settings = { operatorNamespace: '' };

function status(facts: Parameters<typeof observed>[0] = {}) {
  const all = observed(facts);
  return report(all, judge(instanceLanes(all, settings), all), []);
}

const fleet = {
  kind: 'answered',
  value: {
    ...aPlane,
    clusters: present([
      aCluster,
      {
        ...aCluster,
        name: 'eu-2',
        ready: { status: 'False' as const, reason: 'x', message: 'y', since: '2026-01-01T00:00:00Z' },
      },
    ]),
  },
} as const;

test('it fits the schema, whatever is known', () => {
  const variants = [
    {},
    { plane: fleet },
    {
      keys: unreadable,
      workloads: unreadable,
      plane: { kind: 'unreachable', why: 'x' },
      members: unreadable,
      accounts: unreadable,
      kubeconfig: unreadable,
    } as const,
    { instance: anInstance({ metadata: { deletionTimestamp: '2026-01-01T11:00:00Z' } }), accounts: present(['eu-1']) },
    { former: ['demo-bbbbbbbb'] },
  ];
  for (const facts of variants)
    expect(KarmadaInstance.shape.status.safeParse(status(facts))).toMatchObject({ success: true });
});

test('identity is told before anything is made, but not while a former plane is in the way', () => {
  expect(status()).toMatchObject({ id: 'aaaaaaaa', hostNamespace: 'demo-aaaaaaaa' });
  expect(status({ former: ['demo-bbbbbbbb'] })).not.toHaveProperty('id');
});

test('the version that runs is told when all run the same', () => {
  expect(status({ workloads: present(workloads.map((one) => ({ ...one, version: 'v1.18.1' }))) }).version).toEqual({
    desired: 'v1.18.1',
    observed: 'v1.18.1',
    kubernetes: 'v1.35.4',
  });
  const mixed = workloads.map((one) => ({
    ...one,
    version: one.component === 'karmadaScheduler' ? 'v1.17.1' : 'v1.18.1',
  }));
  expect(status({ workloads: present(mixed) }).version).not.toHaveProperty('observed');
});

test('figures of clusters that Karmada does not reach are not counted in', () => {
  const { summary, display } = status({ plane: fleet });
  expect(summary).toMatchObject({
    counted: { clusters: 1, of: 2 },
    clusters: { total: 2, ready: 1 },
    nodes: { total: 3, ready: 3 },
    resources: { allocatable: { cpu: '12' } },
  });
  expect(summary?.members?.map(({ name, ready, since }) => [name, ready, since])).toEqual([
    ['eu-2', 'False', '2026-01-01T00:00:00Z'],
    ['eu-1', 'True', undefined],
  ]);
  expect(display).toEqual({ nodes: '3/3', members: '0/0' });
});

test('a silent plane leaves the last summary, marked', () => {
  const before = status({ plane: fleet });
  const silent = { instance: anInstance({ status: before }), plane: { kind: 'unreachable', why: 'x' } } as const;
  const stale = status(silent).summary;
  expect(stale).toEqual({ ...before.summary, staleSince: '2026-01-01T12:00:00Z' });
  const later = { ...silent, instance: anInstance({ status: { ...before, summary: stale } }), now: now + 60_000 };
  expect(status(later).summary).toEqual(stale);
});

test('what has not changed does not move its time', () => {
  const before = status({ plane: fleet });
  const again = status({ instance: anInstance({ status: before }), plane: fleet, now: now + 60_000 });
  expect(again.summary).toEqual(before.summary);
});

test('at most 500 members are listed, those in trouble first', () => {
  const clusters = Array.from({ length: 600 }, (_, index) => ({
    ...aCluster,
    name: `c-${String(index).padStart(3, '0')}`,
    ready: { status: index === 599 ? ('False' as const) : ('True' as const), reason: 'x', message: '' },
  }));
  const { summary } = status({ plane: { kind: 'answered', value: { ...aPlane, clusters: present(clusters) } } });
  expect([summary?.members?.length, summary?.members?.[0]?.name, summary?.membersOmitted]).toEqual([500, 'c-599', 100]);
});

test('deletion tells what holds it up, and until when', () => {
  const metadata = { deletionTimestamp: '2026-01-01T11:50:00Z' };
  const instance = anInstance({ metadata, status: { deletion: { startedAt: '2026-01-01T11:55:00Z' } } });
  expect(status({ instance, accounts: present(['eu-1']) }).deletion).toEqual({
    startedAt: '2026-01-01T11:55:00Z',
    deadline: '2026-01-01T12:05:00Z',
    remaining: [{ kind: 'MemberCluster', name: 'eu-1', reason: 'has not left yet' }],
  });
});
