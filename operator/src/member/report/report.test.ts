import { expect, test } from '@jest/globals';
import {
  aCluster,
  aMember,
  anInstanceSide,
  aPlaneSide,
  absent,
  memberObserved,
  now,
  present,
  unreadable,
} from '../../../test/observed.ts';
import { MemberCluster } from '../../api/member-cluster.ts';
import { judge } from '../../steps/judge.ts';
import { memberLanes } from '../plan/steps.ts';
import { report } from './report.ts';

function status(facts: Parameters<typeof memberObserved>[0] = {}) {
  const all = memberObserved(facts);
  return report(all, judge(memberLanes(all), all), []);
}

const deleting = aMember({ metadata: { deletionTimestamp: '2026-01-01T11:55:00Z' } });

test('it fits the schema, whatever is known', () => {
  const nothing = {
    instance: unreadable,
    account: unreadable,
    plane: unreadable,
    kubeconfig: unreadable,
    remote: { kind: 'notAsked' },
  } as const;
  for (const facts of [{}, nothing, { member: deleting }, { instance: absent, account: absent, plane: absent }]) {
    expect(MemberCluster.shape.status.safeParse(status(facts))).toMatchObject({ success: true });
  }
});

test('a joined member', () => {
  expect(status()).toMatchObject({
    clusterName: 'eu-1',
    clusterID: 'id-1',
    syncMode: 'Push',
    apiEndpoint: 'https://eu-1:6443',
    kubernetesVersion: 'v1.35.4',
    memberNamespace: 'slipway-aaaaaaaa',
    display: { nodes: '3/3' },
    claims: { total: 1, own: { since: '2026-01-01T00:00:00Z' } },
    credentials: [
      {
        name: 'operator',
        type: 'Token',
        notAfter: '2027-01-01T00:00:00Z',
        renewAfter: '2026-09-01T08:00:00Z',
        renewedAt: '2026-01-01T00:00:00Z',
      },
      { name: 'plane', type: 'Token', notAfter: '2026-01-31T00:00:00Z', renewAfter: '2026-01-21T00:00:00Z' },
    ],
    summary: { nodes: { total: 3, ready: 3 }, works: { total: 2, applied: 2 } },
  });
});

test('where it stood on the member is not forgotten while the instance cannot be read', () => {
  const member = aMember({ status: { memberNamespace: 'slipway-aaaaaaaa' } });
  expect(status({ member, instance: unreadable }).memberNamespace).toBe('slipway-aaaaaaaa');
  expect(status({ member, instance: absent })).not.toHaveProperty('memberNamespace');
});

test('the last figures stay, marked, while Karmada does not reach the cluster', () => {
  const before = status();
  const lost = present({
    ...aPlaneSide,
    cluster: {
      ...aCluster,
      ready: { status: 'False' as const, reason: 'ClusterNotReachable', message: '', since: '2026-01-01T11:00:00Z' },
    },
  });
  const facts = { member: aMember({ status: before }), plane: lost, now: now + 60_000 };
  expect(status(facts).summary).toEqual({ ...before.summary, staleSince: '2026-01-01T11:00:00Z' });
  expect(status({ member: aMember({ status: before }), now: now + 60_000 }).summary).toEqual(before.summary);
});

test('leaving tells its deadline, also when it is the instance that goes', () => {
  expect(status({ member: deleting }).leave).toEqual({
    startedAt: '2026-01-01T11:55:00Z',
    deadline: '2026-01-01T12:05:00Z',
    step: 'Joined',
  });
  expect(status({ instance: present({ ...anInstanceSide, deletedAt: '2026-01-01T11:00:00Z' }) }).leave).toMatchObject({
    startedAt: '2026-01-01T11:00:00Z',
  });
});

test('what could not be removed stays told as long as the object is there and joins nothing', () => {
  const deletedAt = '2026-01-01T11:00:00Z';
  const forced = status({
    instance: present({ ...anInstanceSide, deletedAt }),
    plane: absent,
    remote: { kind: 'unreachable', via: 'account', reason: 'CredentialsRejected', why: 'Unauthorized' },
  });
  expect(forced.leave?.remaining?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Namespace slipway-aaaaaaaa',
    'ClusterRole slipway-aaaaaaaa-operator',
    'ClusterRoleBinding slipway-aaaaaaaa-operator',
    'ClusterRole slipway-aaaaaaaa-karmada',
    'ClusterRoleBinding slipway-aaaaaaaa-karmada',
    'ClusterRole slipway-aaaaaaaa-karmada-impersonator',
    'ClusterRoleBinding slipway-aaaaaaaa-karmada-impersonator',
  ]);
  const survivor = aMember({ status: forced });
  expect(status({ member: survivor, instance: absent, account: absent, plane: absent }).leave).toEqual(forced.leave);
  expect(status({ member: survivor }).leave).toBeUndefined();
});

test('nothing secret gets into the status', () => {
  expect(JSON.stringify(status())).not.toMatch(/canary/);
});
