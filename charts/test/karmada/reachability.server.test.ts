import { expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policiesOf, reaches, type End, type Policy } from './reachability.ts';
import { componentOf, namespace, release, render, workloads } from './render.ts';

const components = [
  'etcd',
  'apiserver',
  'kube-controller-manager',
  'aggregated-apiserver',
  'controller-manager',
  'scheduler',
  'webhook',
];

const pod = (component: string): End => ({
  name: component,
  namespace,
  labels: { 'app.kubernetes.io/instance': release, 'app.kubernetes.io/component': component },
  ip: '10.244.1.7',
});

const stranger: End = { name: 'other Pod in the namespace', namespace, labels: { app: 'other' }, ip: '10.244.1.8' };
const operator: End = {
  name: 'operator',
  namespace: 'slipway-system',
  labels: { 'app.kubernetes.io/name': 'slipway' },
  ip: '10.244.1.9',
};
const neighbour: End = { ...pod('apiserver'), name: 'apiserver of another plane', namespace: 'other-12345678' };
const outside: End = { name: 'address outside', ip: '203.0.113.7' };
const member: End = { name: 'member', ip: '10.20.0.1' };
const metadata: End = { name: 'metadata service', ip: '169.254.169.254' };
const metadataSix: End = { name: 'metadata service, IPv6', ip: 'fd00:ec2::254' };
const dns: End = { name: 'cluster DNS', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ip: '10.244.0.2' };

const tenant: End = { name: 'Pod of the tenant', namespace: 'team-a', labels: { app: 'portal' }, ip: '10.244.1.10' };
const office: End = { name: 'address of an office', ip: '198.51.100.9' };

const sources = [...components.map(pod), stranger, operator, neighbour, tenant, outside, office];
const targets = [
  { end: pod('etcd'), port: 2379 },
  { end: pod('etcd'), port: 2380 },
  { end: pod('etcd'), port: 2381 },
  { end: pod('apiserver'), port: 5443 },
  { end: pod('kube-controller-manager'), port: 10257 },
  { end: pod('aggregated-apiserver'), port: 8443 },
  { end: pod('controller-manager'), port: 8080 },
  { end: pod('controller-manager'), port: 10357 },
  { end: pod('scheduler'), port: 8080 },
  { end: pod('scheduler'), port: 10351 },
  { end: pod('webhook'), port: 8443 },
  { end: pod('webhook'), port: 8080 },
  { end: dns, port: 53, protocol: 'UDP' },
  { end: dns, port: 53 },
  { end: member, port: 6443 },
  { end: outside, port: 443 },
  { end: metadata, port: 80 },
  { end: metadataSix, port: 80 },
] as const;

test('who reaches whom', async () => {
  const inside = table(policiesOf(await render()));
  const exposed = table(policiesOf(await render({ exposure: { type: 'NodePort' } })));
  const alone = table(policiesOf(await render({ operatorNamespace: '' })));
  const allowFrom = [
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } } },
    { ipBlock: { cidr: '198.51.100.0/24' } },
  ];
  const opened = table(policiesOf(await render({ networkPolicy: { allowFrom } })));
  const confined = table(policiesOf(await render({ exposure: { type: 'NodePort' }, networkPolicy: { allowFrom } })));
  const text = `# A plane with a ClusterIP, and its operator in slipway-system\n${inside}\n# What a NodePort changes\n${changes(inside, exposed)}\n# What an operator outside of the cluster changes\n${changes(inside, alone)}\n# What allowFrom changes, with a ClusterIP or a NodePort\n${changes(inside, opened)}${changes(inside, confined)}`;
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(join(import.meta.dirname, 'reachability.golden.txt'), text);
  expect(text).toBe(await readFile(join(import.meta.dirname, 'reachability.golden.txt'), 'utf8'));
});

test('every port that a component opens is in the table', async () => {
  for (const workload of workloads(await render()))
    for (const { containerPort } of workload.spec.template.spec.containers[0]!.ports)
      expect(targets.map(({ end, port }) => `${end.name}:${port}`)).toContain(
        `${componentOf(workload)}:${containerPort}`,
      );
});

test('every Pod of the namespace is under a policy of both kinds, whoever made it', async () => {
  const everyone = policiesOf(await render()).find(({ podSelector }) => podSelector.matchLabels === undefined);
  expect(everyone).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
});

test('members can be confined to ranges', async () => {
  const policies = policiesOf(await render({ networkPolicy: { memberCIDRs: ['10.20.0.0/16'] } }));
  const manager = pod('controller-manager');
  expect(reaches(policies, namespace, manager, { end: member, port: 6443 })).toBe(true);
  expect(reaches(policies, namespace, manager, { end: outside, port: 443 })).toBe(false);
});

function table(policies: readonly Policy[]): string {
  const lines = targets.map((target) => {
    const { end, port } = target;
    const protocol = 'protocol' in target ? target.protocol : 'TCP';
    const from = sources.filter((source) => reaches(policies, namespace, source, { end, port, protocol }));
    return `${`${end.name} ${protocol} ${port}`.padEnd(36)}<- ${from.map(({ name }) => name).join(', ') || 'nobody'}\n`;
  });
  return lines.join('');
}

function changes(before: string, after: string): string {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .map((line) => `${line}\n`)
    .join('');
}
