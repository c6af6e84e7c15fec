import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyArgs, removeArgs } from '../../../operator/src/adapters/helm/command.ts';
import { componentKeys, finalizers, labels } from '../../../operator/src/api/names.ts';
import { resources } from '../../../operator/src/api/resources.ts';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import type { ClusterClient } from '../../../operator/src/runtime/cluster-client.ts';
import { isForbidden } from '../../../operator/src/runtime/kube-error.ts';
import { aDemo, apply, instanceBinding, instanceNamespace, outcome, startHost, write, type Host } from './host.ts';
import { rightsIn } from './rights-in.ts';

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 120_000);
afterAll(() => host.stop());

const inTeam = (name: string, instance?: string) => ({
  metadata: {
    name,
    namespace: 'team-a',
    ...(instance === undefined ? {} : { labels: { [labels.instance]: instance } }),
  },
});
const binding = (changes: object) => ({ ...instanceBinding, ...changes });
const demo = { namespace: 'team-a', name: 'demo' };

describe('what the operator does in the life of an instance is allowed', () => {
  const life: readonly (readonly [string, (operator: ClusterClient) => Promise<unknown>])[] = [
    ['watch instances', (operator) => operator.list(resources.karmadaInstances)],
    [
      'hold the lease',
      (operator) => operator.create(resources.leases, { metadata: { name: 'slipway', namespace: 'slipway-system' } }),
    ],
    [
      'put its finalizer',
      (operator) =>
        operator.mergePatch(resources.karmadaInstances, demo, {
          metadata: { finalizers: [finalizers.karmadaInstance] },
        }),
    ],
    ['make the namespace', (operator) => apply(operator, resources.namespaces, instanceNamespace)],
    ['bind its role there', (operator) => apply(operator, resources.roleBindings, instanceBinding)],
    ['bind it again', (operator) => apply(operator, resources.roleBindings, instanceBinding)],
    [
      'write keys there',
      (operator) =>
        apply(operator, resources.secrets, { metadata: { name: 'demo-etcd-ca', namespace: 'demo-abcd1234' } }),
    ],
    [
      'watch workloads everywhere',
      (operator) => operator.list(resources.deployments, { labelSelector: labels.instanceId }),
    ],
    ['publish the kubeconfig', (operator) => apply(operator, resources.secrets, inTeam('demo-kubeconfig', 'demo'))],
    ['publish it again', (operator) => apply(operator, resources.secrets, inTeam('demo-kubeconfig', 'demo'))],
    [
      'read a Secret by its name',
      (operator) => operator.get(resources.secrets, { namespace: 'team-a', name: 'member-1' }),
    ],
    [
      'write the status',
      (operator) =>
        apply(
          operator,
          resources.karmadaInstances,
          {
            apiVersion: 'slipway.dev/v1alpha1',
            kind: 'KarmadaInstance',
            metadata: demo,
            ...{ status: { observedGeneration: 1 } },
          },
          { ...write, fieldManager: 'slipway-status', subresource: 'status' },
        ),
    ],
    [
      'tell an event',
      (operator) =>
        operator.create(resources.events, {
          metadata: { name: 'demo.1', namespace: 'team-a' },
          ...{
            eventTime: '2026-01-01T00:00:00.000000Z',
            action: 'Install',
            reason: 'Ready',
            type: 'Normal',
            note: 'ready',
          },
          ...{ reportingController: 'slipway.dev/operator', reportingInstance: 'slipway-0' },
          ...{ regarding: { apiVersion: 'slipway.dev/v1alpha1', kind: 'KarmadaInstance', ...demo } },
        }),
    ],
    ['delete the namespace', (operator) => operator.delete(resources.namespaces, { name: 'demo-abcd1234' })],
    [
      'drop its finalizer',
      (operator) => operator.mergePatch(resources.karmadaInstances, demo, { metadata: { finalizers: [] } }),
    ],
  ];

  test.each(life)('%s', async (_, act) => {
    // The server's view of a role just bound may be some milliseconds old.
    await expect(retried(() => act(host.operator))).resolves.not.toBeNull();
  });
});

describe('what it must never do is refused', () => {
  beforeAll(async () => {
    const own = {
      ...instanceNamespace.metadata,
      name: 'other-efgh5678',
      labels: { ...instanceNamespace.metadata.labels, [labels.instanceId]: 'efgh5678' },
    };
    await apply(host.admin, resources.namespaces, { metadata: own });
    await apply(host.admin, resources.secrets, inTeam('user-kubeconfig'));
    await apply(host.admin, resources.secrets, inTeam('token', 'demo'));
    await apply(host.admin, resources.secrets, { metadata: { name: 'elsewhere', namespace: 'team-b' } });
    await apply(host.admin, resources.karmadaInstances, aDemo('v1.18.1'));
  });

  const own = { namespace: 'other-efgh5678', name: 'slipway' };
  type Policy = 'namespaces' | 'role-bindings' | 'tenant-secrets' | 'own-kinds';
  const says = (policy: Policy, sentence: string) =>
    `ValidatingAdmissionPolicy 'slipway-${policy}' with binding 'slipway-${policy}' denied request: ${sentence}`;
  const notMade = (name: string) => `the operator did not make namespace ${name} (no label slipway.dev/instance-id)`;

  const attempts: readonly (readonly [string, (operator: ClusterClient) => Promise<unknown>, string])[] = [
    [
      'delete a namespace of others',
      (o) => o.delete(resources.namespaces, { name: 'team-b' }),
      says('namespaces', `${notMade('team-b')}, so it may not change or delete it`),
    ],
    [
      'delete kube-system',
      (o) => o.delete(resources.namespaces, { name: 'kube-system' }),
      'namespaces "kube-system" is forbidden: this namespace may not be deleted',
    ],
    [
      'label kube-system',
      (o) => o.mergePatch(resources.namespaces, { name: 'kube-system' }, { metadata: { labels: { a: 'b' } } }),
      says('namespaces', `${notMade('kube-system')}, so it may not change or delete it`),
    ],
    [
      'take a namespace of others over',
      (o) =>
        o.mergePatch(
          resources.namespaces,
          { name: 'team-b' },
          { metadata: { labels: { [labels.instanceId]: 'efgh5678' } } },
        ),
      says('namespaces', `${notMade('team-b')}, so it may not change or delete it`),
    ],
    [
      'make a namespace without an id',
      (o) =>
        o.create(resources.namespaces, {
          metadata: { name: 'mine', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
        }),
      says(
        'namespaces',
        'the operator may only make namespaces named <instance>-<id> and labelled slipway.dev/instance-id=<id>',
      ),
    ],
    [
      'make one whose name has another id',
      (o) => o.create(resources.namespaces, { metadata: { ...instanceNamespace.metadata, name: 'demo-ijkl9012' } }),
      says(
        'namespaces',
        'the operator may only make namespaces named <instance>-<id> and labelled slipway.dev/instance-id=<id>',
      ),
    ],
    [
      'give its namespace another id',
      (o) =>
        o.mergePatch(
          resources.namespaces,
          { name: own.namespace },
          { metadata: { labels: { [labels.instanceId]: 'mnop3456' } } },
        ),
      says('namespaces', 'the label slipway.dev/instance-id of a namespace never changes'),
    ],
    [
      'let privileged Pods into its namespace',
      (o) =>
        o.mergePatch(
          resources.namespaces,
          { name: own.namespace },
          { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
        ),
      says('namespaces', `the operator's namespaces enforce Pod Security "restricted" or "baseline"`),
    ],

    [
      'bind cluster-admin in its own namespace',
      (o) =>
        o.create(
          resources.roleBindings,
          binding({ metadata: own, roleRef: { ...instanceBinding.roleRef, name: 'cluster-admin' } }),
        ),
      'is attempting to grant RBAC permissions not currently held',
    ],
    [
      'bind a role that it has in its own namespace',
      (o) =>
        o.create(
          resources.roleBindings,
          binding({ metadata: own, roleRef: { ...instanceBinding.roleRef, name: 'slipway' } }),
        ),
      says('role-bindings', 'the operator may bind ClusterRole slipway-instance and no other, not ClusterRole slipway'),
    ],
    [
      'bind its role to somebody else',
      (o) =>
        o.create(
          resources.roleBindings,
          binding({ metadata: own, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'eve' }] }),
        ),
      says('role-bindings', 'the operator may bind a role to itself and to nobody else'),
    ],
    [
      'bind its role to a group beside itself',
      (o) =>
        o.create(
          resources.roleBindings,
          binding({
            metadata: own,
            subjects: [
              ...instanceBinding.subjects,
              { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' },
            ],
          }),
        ),
      says('role-bindings', 'the operator may bind a role to itself and to nobody else'),
    ],
    [
      'bind its role in a namespace of others',
      (o) => o.create(resources.roleBindings, binding({ metadata: { ...own, namespace: 'kube-system' } })),
      says('role-bindings', `${notMade('kube-system')}, so it may not bind a role there`),
    ],
    [
      'bind its role where tenants are',
      (o) => o.create(resources.roleBindings, binding({ metadata: { ...own, namespace: 'team-a' } })),
      says('role-bindings', `${notMade('team-a')}, so it may not bind a role there`),
    ],
    [
      'delete a RoleBinding',
      (o) => o.delete(resources.roleBindings, { namespace: 'team-a', name: 'slipway-tenant' }),
      'cannot delete resource "rolebindings"',
    ],

    [
      'write a Secret of a tenant under another name',
      (o) => o.create(resources.secrets, inTeam('any', 'any')),
      says(
        'tenant-secrets',
        'the operator may only publish Secrets named <instance>-kubeconfig and labelled slipway.dev/instance=<instance>',
      ),
    ],
    [
      'write one without the label',
      (o) => o.create(resources.secrets, inTeam('any-kubeconfig')),
      says(
        'tenant-secrets',
        'the operator may only publish Secrets named <instance>-kubeconfig and labelled slipway.dev/instance=<instance>',
      ),
    ],
    [
      "take a user's Secret over",
      (o) => apply(o, resources.secrets, inTeam('user-kubeconfig', 'user')),
      says(
        'tenant-secrets',
        'the operator did not publish Secret user-kubeconfig (no label slipway.dev/instance), so it may not change or delete it',
      ),
    ],
    [
      "delete a user's Secret",
      (o) => o.delete(resources.secrets, { namespace: 'team-a', name: 'user-kubeconfig' }),
      'cannot delete resource "secrets"',
    ],
    [
      'delete the kubeconfig that it published, which goes with its instance',
      (o) => o.delete(resources.secrets, { namespace: 'team-a', name: 'demo-kubeconfig' }),
      'cannot delete resource "secrets"',
    ],
    [
      'list Secrets of a tenant',
      (o) => o.list(resources.secrets, { namespace: 'team-a' }),
      'cannot list resource "secrets" in API group "" in the namespace "team-a"',
    ],
    [
      'read a Secret where nobody let it in',
      (o) => o.get(resources.secrets, { namespace: 'team-b', name: 'elsewhere' }),
      'cannot get resource "secrets" in API group "" in the namespace "team-b"',
    ],
    [
      'read Secrets of its own namespace',
      (o) => o.get(resources.secrets, { namespace: 'slipway-system', name: 'sh.helm.release.v1.slipway.v1' }),
      'cannot get resource "secrets" in API group "" in the namespace "slipway-system"',
    ],

    [
      'change the spec of an instance',
      (o) => o.mergePatch(resources.karmadaInstances, demo, { spec: { version: 'v1.17.1' } }),
      says('own-kinds', "of a user's object the operator writes the status and its finalizer, never the spec"),
    ],
    [
      'delete an instance',
      (o) => o.delete(resources.karmadaInstances, demo),
      'cannot delete resource "karmadainstances"',
    ],
    [
      'take the lease of others',
      (o) => o.get(resources.leases, { namespace: 'slipway-system', name: 'another' }),
      'cannot get resource "leases"',
    ],
  ];

  test.each(attempts)('%s', async (_, act, sentence) => {
    expect(await outcome(() => act(host.operator))).toContain(sentence);
  });

  test('an administrator does the same things untouched', async () => {
    await host.admin.mergePatch(resources.namespaces, { name: 'kube-system' }, { metadata: { labels: { a: 'b' } } });
    await host.admin.create(resources.secrets, inTeam('any', 'any'));
    await host.admin.mergePatch(resources.karmadaInstances, demo, { spec: { version: 'v1.17.1' } });
  });
});

describe('the whole of its rights', () => {
  const places = [
    ['its own namespace', 'slipway-system'],
    ['the namespace of an instance', 'rights-abcd1234'],
    ['the namespace of a tenant', 'team-a'],
    ['any other namespace', 'team-b'],
  ] as const;

  test('is what the golden says', async () => {
    const metadata = { ...instanceNamespace.metadata, name: 'rights-abcd1234' };
    await apply(host.operator, resources.namespaces, { metadata });
    await apply(
      host.operator,
      resources.roleBindings,
      binding({ metadata: { name: 'slipway', namespace: metadata.name } }),
    );
    await retried(() => host.operator.list(resources.secrets, { namespace: metadata.name }));
    const texts = [];
    for (const [title, namespace] of places) texts.push(`in ${title}\n${await rightsIn(namespace, host)}`);
    await expectGolden('rights.golden.txt', texts.join('\n'));
  });
});

test('with these rights Helm installs, upgrades and removes a plane', async () => {
  const namespace = 'helm-abcd1234';
  await apply(host.operator, resources.namespaces, { metadata: { ...instanceNamespace.metadata, name: namespace } });
  await apply(host.operator, resources.roleBindings, binding({ metadata: { name: 'slipway', namespace } }));
  await retried(() => host.operator.list(resources.secrets, { namespace }));
  const env = { KUBECONFIG: host.operatorKubeconfig };
  const chartDir = join(import.meta.dirname, '../../karmada');
  const records = { stage: 'Full', chartDigest: 'sha256-a', valuesDigest: 'sha256-b' };
  for (const values of [planeValues('Foundation'), planeValues('Full'), planeValues('Full', 2)]) {
    const args = applyArgs({ name: 'demo', namespace, chartDir, values, labels: records });
    await execa(toolPath('helm'), args, { input: JSON.stringify(values), env });
  }
  const scheduler = await host.operator.get(resources.deployments, { namespace, name: 'demo-scheduler' });
  expect(scheduler).toMatchObject({ spec: { replicas: 2 } });
  expect(await host.operator.list(resources.podDisruptionBudgets, { namespace })).toHaveLength(1);

  await execa(toolPath('helm'), removeArgs(namespace, 'demo'), { env });
  for (const kind of [resources.secrets, resources.services, resources.deployments, resources.networkPolicies])
    expect(await host.operator.list(kind, { namespace })).toEqual([]);
});

test("the server's own Pod Security takes the operator's Pod as restricted", async () => {
  const deployment = await host.admin.get(resources.deployments, { namespace: 'slipway-system', name: 'slipway' });
  await host.admin.mergePatch(
    resources.namespaces,
    { name: 'slipway-system' },
    { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  );
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const { spec } = (deployment as any).spec.template;
  const pod = (changes: object) =>
    apply(
      host.admin,
      resources.pods,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'try', namespace: 'slipway-system' },
        ...{ spec: { ...spec, ...changes } },
      },
      { ...write, dryRun: true },
    );
  expect(await outcome(() => pod({ hostNetwork: true }))).toContain(
    'violates PodSecurity "restricted:latest": host namespaces',
  );
  expect(await outcome(() => pod({}))).toBe('done');
});

async function retried<T>(act: () => Promise<T>, attempts = 50): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isForbidden(error) || attempts === 0) throw error;
    await new Promise((done) => setTimeout(done, 100));
    return retried(act, attempts - 1);
  }
}

/** The least that the chart of a plane asks for. */
function planeValues(stage: 'Foundation' | 'Full', replicas = 1) {
  const components = componentKeys.map(
    (key) => [key, { image: 'registry.example.com/image:v1', replicas: 1 }] as const,
  );
  return {
    stage,
    availability: 'Single',
    components: {
      ...Object.fromEntries(components),
      karmadaScheduler: { image: 'registry.example.com/image:v1', replicas },
    },
  };
}

async function expectGolden(name: string, text: string): Promise<void> {
  const path = join(import.meta.dirname, name);
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(path, text);
  expect(text).toBe(await readFile(path, 'utf8'));
}
