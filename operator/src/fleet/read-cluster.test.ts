import { expect, test } from '@jest/globals';
import { readCluster } from './read-cluster.ts';

test('a Cluster without status says nothing of itself', () => {
  expect(readCluster({ metadata: { name: 'eu-1', uid: 'u' } })).toEqual({
    name: 'eu-1',
    uid: 'u',
    deleting: false,
    labels: {},
    spec: {},
    ready: undefined,
    nodes: { total: 0, ready: 0 },
    resources: { allocatable: {}, allocating: {}, allocated: {} },
  });
});

test.each([
  ['True', 'True'],
  ['False', 'False'],
  ['Unknown', 'Unknown'],
  ['perhaps', 'Unknown'],
])('Ready %s is %s; no other condition counts', (status, expected) => {
  const conditions = [
    { type: 'CompleteAPIEnablements', status: 'True' },
    { type: 'Ready', status, reason: 'R', message: 'm', lastTransitionTime: 'T' },
  ];
  expect(readCluster({ metadata: { name: 'eu-1' }, status: { conditions } }).ready).toEqual({
    status: expected,
    reason: 'R',
    message: 'm',
    since: 'T',
  });
});

test('figures and the mark of what was written last', () => {
  const facts = readCluster({
    metadata: { name: 'eu-1', deletionTimestamp: 'T', annotations: { 'slipway.dev/content': 'd' } },
    spec: { id: 'x' },
    status: {
      kubernetesVersion: 'v1.35.4',
      nodeSummary: { totalNum: 3 },
      resourceSummary: { allocatable: { cpu: '4' } },
    },
  });
  expect(facts).toMatchObject({
    deleting: true,
    content: 'd',
    spec: { id: 'x' },
    kubernetesVersion: 'v1.35.4',
    nodes: { total: 3, ready: 0 },
    resources: { allocatable: { cpu: '4' }, allocated: {} },
  });
});
