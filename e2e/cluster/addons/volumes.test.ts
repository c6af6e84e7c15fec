import { describe, expect, test } from '@jest/globals';
import { Claim, claimsToServe, selectedNode, Volume, volumeFor, volumesToRemove } from './volumes.ts';

function claim(change: { readonly spec?: object; readonly metadata?: object } = {}): Claim {
  return Claim.parse({
    metadata: {
      name: 'data',
      namespace: 'plane',
      uid: 'u1',
      annotations: { [selectedNode]: 'node-1' },
      ...change.metadata,
    },
    spec: {
      storageClassName: 'local',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      ...change.spec,
    },
  });
}

function volume(phase: string, provisionedBy = 'slipway.dev/local'): Volume {
  return Volume.parse({
    metadata: { name: 'pvc-u1', annotations: { 'pv.kubernetes.io/provisioned-by': provisionedBy } },
    status: { phase },
  });
}

describe('a claim gets a volume', () => {
  test('when a Pod waits for it', () => {
    expect(claimsToServe([claim()], [])).toHaveLength(1);
  });

  test.each([
    ['no node is chosen yet', claim({ metadata: { annotations: {} } })],
    ['it is bound', claim({ spec: { volumeName: 'pvc-u1' } })],
    ['it asks for another class', claim({ spec: { storageClassName: 'fast' } })],
    ['it asks for a block device', claim({ spec: { volumeMode: 'Block' } })],
    ['it is being deleted', claim({ metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } })],
  ])('but not when %s', (_why, unserved) => {
    expect(claimsToServe([unserved], [])).toEqual([]);
  });

  test('but not twice', () => {
    expect(claimsToServe([claim()], [volume('Available')])).toEqual([]);
  });
});

test('a volume is made for that claim on that node', () => {
  expect(volumeFor(claim(), '/volumes/pvc-u1')).toMatchObject({
    metadata: { name: 'pvc-u1' },
    spec: {
      claimRef: { name: 'data', namespace: 'plane', uid: 'u1' },
      local: { path: '/volumes/pvc-u1' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ values: ['node-1'] }] }] } },
      persistentVolumeReclaimPolicy: 'Delete',
    },
  });
});

test('a volume goes with its claim, one of somebody else stays', () => {
  expect(volumesToRemove([volume('Released')])).toEqual(['pvc-u1']);
  expect(volumesToRemove([volume('Bound'), volume('Available'), volume('Released', 'other')])).toEqual([]);
});
