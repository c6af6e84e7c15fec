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
    { type: 'Ready', status, reason: 'R', message: 'm', lastTransitionTime: '2026-01-01T00:00:00Z' },
  ];
  expect(readCluster({ metadata: { name: 'eu-1' }, status: { conditions } }).ready).toEqual({
    status: expected,
    reason: 'R',
    message: 'm',
    since: '2026-01-01T00:00:00Z',
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

test('what a status has no room for is left out, and never keeps it from being written', () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`mig-${String(index).padStart(2, '0')}`, '1']),
  );
  const { nodes, resources, ready } = readCluster({
    metadata: { name: 'eu-1' },
    status: {
      nodeSummary: { totalNum: 2 ** 40, readyNum: -1 },
      resourceSummary: {
        allocatable: many,
        allocating: { cpu: 'x'.repeat(90) },
        allocated: { cpu: '1', memory: 'much' },
      },
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: 'yesterday' }],
    },
  });
  expect(nodes).toEqual({ total: 2 ** 31 - 1, ready: 0 });
  expect(Object.keys(resources.allocatable)).toEqual(Object.keys(many).slice(0, 32));
  expect([resources.allocating, resources.allocated]).toEqual([{}, { cpu: '1' }]);
  expect(ready).not.toHaveProperty('since');
});
