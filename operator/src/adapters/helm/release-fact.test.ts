import { describe, expect, test } from '@jest/globals';
import { releaseFact } from './release-fact.ts';
import { releaseRecords } from './release-records.ts';
import { unlockPlan } from './unlock-plan.ts';

const secret = (revision: number, status: string, labels: Record<string, string> = {}) => ({
  metadata: {
    name: `sh.helm.release.v1.demo.v${revision}`,
    uid: `uid-${revision}`,
    resourceVersion: `${revision}00`,
    labels: { owner: 'helm', name: 'demo', status, version: String(revision), ...labels },
  },
});
const records = (...statuses: readonly string[]) =>
  releaseRecords(
    'demo',
    statuses.map((status, index) => secret(index + 1, status)),
  );

describe('the fact', () => {
  test.each([
    [[], { kind: 'absent' }],
    [['deployed'], { kind: 'deployed', revision: 1 }],
    [['superseded', 'deployed'], { kind: 'deployed', revision: 2 }],
    [['pending-install'], { kind: 'locked', operation: 'install', revision: 1 }],
    [['deployed', 'pending-upgrade'], { kind: 'locked', operation: 'upgrade', revision: 2 }],
    [['superseded', 'pending-upgrade'], { kind: 'locked', operation: 'upgrade', revision: 2 }],
    [['deployed', 'pending-rollback'], { kind: 'locked', operation: 'rollback', revision: 2 }],
    [['superseded', 'uninstalling'], { kind: 'locked', operation: 'uninstall', revision: 2 }],
    [['uninstalled'], { kind: 'absent' }],
    [['failed'], { kind: 'failed', revision: 1, why: 'revision 1 is recorded as failed', everDeployed: false }],
    [
      ['failed', 'failed'],
      { kind: 'failed', revision: 2, why: 'revision 2 is recorded as failed', everDeployed: false },
    ],
    [
      ['deployed', 'failed'],
      { kind: 'failed', revision: 2, why: 'revision 2 is recorded as failed', everDeployed: true },
    ],
    [
      ['superseded', 'failed'],
      { kind: 'failed', revision: 2, why: 'revision 2 is recorded as failed', everDeployed: true },
    ],
    [['superseded'], { kind: 'failed', revision: 1, why: 'revision 1 is recorded as superseded', everDeployed: true }],
    [['unknown'], { kind: 'failed', revision: 1, why: 'revision 1 is recorded as unknown', everDeployed: false }],
  ])('of %j', (statuses, fact) => {
    expect(releaseFact(records(...statuses), false)).toEqual(fact);
  });

  test.each(['pending-install', 'pending-upgrade', 'pending-rollback', 'uninstalling'])(
    '%s is not locked while our own process is at work',
    (status) => {
      expect(releaseFact(records(status), true)).toMatchObject({ kind: 'unreadable' });
    },
  );

  test('a settled release is told as it is, whoever waits for a turn', () => {
    expect(releaseFact(records('deployed'), true)).toEqual({ kind: 'deployed', revision: 1 });
  });

  test('of a deployed revision carries what it was made from', () => {
    const labels = {
      'slipway.dev/stage': 'foundation',
      'slipway.dev/chart-digest': 'sha256-c',
      'slipway.dev/values-digest': 'sha256-v',
    };
    expect(releaseFact(releaseRecords('demo', [secret(3, 'deployed', labels)]), false)).toEqual({
      kind: 'deployed',
      revision: 3,
      stage: 'foundation',
      chartDigest: 'sha256-c',
      valuesDigest: 'sha256-v',
    });
  });
});

describe('the records', () => {
  test('are sorted by number, newest first', () => {
    const found = releaseRecords('demo', [secret(2, 'superseded'), secret(10, 'deployed'), secret(9, 'failed')]);
    expect(found.map(({ revision }) => revision)).toEqual([10, 9, 2]);
  });

  test.each([
    'demo',
    'sh.helm.release.v1.demo.v',
    'sh.helm.release.v1.demo.v1x',
    'sh.helm.release.v1.demo.v0',
    'sh.helm.release.v1.demo2.v1',
    'sh.helm.release.v1.demo.v1.v2',
  ])('leave out a Secret named %s, whatever its labels say', (name) => {
    const other = secret(1, 'deployed');
    expect(releaseRecords('demo', [{ metadata: { ...other.metadata, name } }])).toEqual([]);
  });

  test('take a Secret without a status for unknown', () => {
    const { metadata } = secret(1, 'deployed');
    expect(releaseRecords('demo', [{ metadata: { ...metadata, labels: {} } }])).toMatchObject([{ status: 'unknown' }]);
  });
});

describe('unlocking', () => {
  test.each([
    ['nothing there', [], undefined, []],
    ['nothing locked', ['superseded', 'deployed'], 2, []],
    ['a first install', ['pending-install'], undefined, [1]],
    ['a second try of a first install', ['failed', 'pending-upgrade'], undefined, [2]],
    ['an upgrade', ['deployed', 'pending-upgrade'], 1, [2]],
    ['an upgrade killed between its last two writes', ['superseded', 'pending-upgrade'], 1, [2]],
    ['an upgrade after a failed one', ['deployed', 'failed', 'pending-upgrade'], 1, [3]],
    ['a removal', ['superseded', 'uninstalling'], 1, [2]],
    ['two in a row', ['deployed', 'pending-upgrade', 'pending-rollback'], 1, [3, 2]],
  ])('%s', (_what, statuses, current, drop) => {
    const plan = unlockPlan(records(...statuses));
    expect(plan.current?.revision).toBe(current);
    expect(plan.drop.map(({ revision }) => revision)).toEqual(drop);
  });
});
