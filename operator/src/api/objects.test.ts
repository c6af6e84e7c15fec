import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../world.ts';
import { KarmadaInstance, type KarmadaInstanceStatus } from './karmada-instance.ts';
import { MemberCluster } from './member-cluster.ts';

const time = '2026-11-21T04:00:00Z';
const stored = (kind: string, spec: object, status?: object) => ({
  apiVersion: 'slipway.dev/v1alpha1',
  kind,
  metadata: { name: 'demo', namespace: 'default', uid: 'u', generation: 1, managedFields: [] },
  spec,
  ...(status === undefined ? {} : { status }),
});

describe('a stored object', () => {
  test('is one that the ports can carry', () => {
    const instance: KubeObject = KarmadaInstance.parse(stored('KarmadaInstance', { version: 'v1.18.1' }));
    const member: KubeObject = MemberCluster.parse(stored('MemberCluster', { instanceRef: { name: 'demo' } }));
    expect([instance.kind, member.kind]).toEqual(['KarmadaInstance', 'MemberCluster']);
  });

  test('keeps unset what its author left unset', () => {
    expect(KarmadaInstance.parse(stored('KarmadaInstance', { version: 'v1.18.1', etcd: {} })).spec).toEqual({
      version: 'v1.18.1',
      etcd: {},
    });
  });

  test('may hold what only a newer operator knows', () => {
    const parsed = KarmadaInstance.parse(
      stored('KarmadaInstance', { version: 'v1.18.1', runState: 'Running' }, { observedGeneration: 1, history: [] }),
    );
    expect([parsed.spec, parsed.status]).toEqual([{ version: 'v1.18.1' }, { observedGeneration: 1 }]);
  });

  test('says which rule it breaks and where', () => {
    const spec = { version: 'v1', components: { etcd: { extraArgs: [{ name: 'data-dir', value: '/' }] } } };
    const { error } = KarmadaInstance.safeParse(stored('KarmadaInstance', spec));
    expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      'spec.version: must be a full version with a leading v, e.g. v1.18.1',
      'spec.components.etcd.extraArgs.0.name: is decided by the operator for etcd and cannot be set: remove it from extraArgs',
    ]);
  });
});

describe('the status of a large fleet', () => {
  const line = (index: number, ready: 'True' | 'False') => ({
    name: `production-cluster-${String(index).padStart(4, '0')}`,
    ready,
    nodesReady: 100,
    nodesTotal: 100,
    ...(ready === 'True' ? {} : { since: time }),
  });

  test('stays below 64 KB with 500 members, half of them down', () => {
    const members = Array.from({ length: 500 }, (_, index) => line(index, index < 250 ? 'False' : 'True'));
    const amounts = Object.fromEntries(
      Array.from({ length: 32 }, (_, index) => [`vendor.example.org/device-${index}`, '123456789Mi']),
    );
    const status: KarmadaInstanceStatus = {
      observedGeneration: 1,
      conditions: Array.from({ length: 16 }, (_, index) => ({
        type: `Condition${index}`,
        status: 'False',
        reason: 'SomeReasonOfUsualLength',
        message: 'm'.repeat(200),
        lastTransitionTime: time,
      })),
      summary: {
        members,
        resources: { allocatable: amounts, allocated: amounts, allocating: amounts },
        objects: Array.from({ length: 24 }, (_, index) => ({
          resource: `kind-${index}.policy.karmada.io`,
          total: 99999,
          ready: 99999,
        })),
      },
    };
    expect(KarmadaInstance.shape.status.safeParse(status).error?.issues).toBeUndefined();
    expect(JSON.stringify(status).length).toBeLessThan(64 * 1024);
  });

  test('does not grow beyond that', () => {
    const members = Array.from({ length: 501 }, (_, index) => line(index, 'True'));
    expect(KarmadaInstance.shape.status.safeParse({ summary: { members } }).success).toBe(false);
  });
});
