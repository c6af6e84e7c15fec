import { describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import { operatorImageName } from '../../../operator/scripts/image.ts';
import { renderChart as renderAnew } from '../../../operator/scripts/manifests.ts';
import { parseManifests, type Manifest } from '../../../operator/scripts/manifests/manifest.ts';
import { labels } from '../../../operator/src/api/names.ts';
import { readConfig } from '../../../operator/src/config.ts';
import { variants } from './values.ts';

const root = resolve(import.meta.dirname, '../../..');

const rendered = new Map<string, Promise<readonly Manifest[]>>();

function renderChart(values: object = {}): Promise<readonly Manifest[]> {
  const key = JSON.stringify(values);
  const known = rendered.get(key) ?? renderAnew(values);
  rendered.set(key, known);
  return known;
}

test('helm lint --strict has nothing to say', async () => {
  const { stdout } = await execa(toolPath('helm'), ['lint', '--strict', join(root, 'charts/slipway')]);
  expect(stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
});

describe.each(Object.entries(variants))('with %s', (_, values) => {
  test('only kinds on the list are rendered, each object once', async () => {
    const objects = await renderChart(values);
    const kinds = new Set(objects.map(({ kind }) => kind));
    for (const kind of kinds) expect(allowedKinds).toContain(kind);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('no rule has a wildcard, gives rights away or reaches beyond its tier', async () => {
    for (const role of (await renderChart(values)).filter(({ kind }) => /^(Cluster)?Role$/.test(kind)))
      for (const rule of rulesOf(role)) {
        for (const word of [...rule.verbs, ...rule.resources, ...rule.apiGroups]) expect(word).not.toContain('*');
        for (const verb of rule.verbs) expect(verb).not.toMatch(/^(escalate|impersonate|approve|sign|attest)$/);
        expect(rule.nonResourceURLs).toBeUndefined();
        if (rule.verbs.includes('bind')) expect(rule).toEqual(theOneBind);
        for (const resource of rule.resources) expect(forbiddenResources).not.toContain(resource);
      }
  });

  test('Secrets and Pods are out of reach where nobody bound a role', async () => {
    const [everywhere] = (await renderChart(values)).filter(
      ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'slipway',
    );
    const resources = rulesOf(everywhere!).flatMap((rule) => rule.resources);
    for (const resource of ['secrets', 'configmaps', 'pods', 'pods/portforward', 'serviceaccounts/token'])
      expect(resources).not.toContain(resource);
  });

  test('the Pod is what "restricted" asks for, and more', async () => {
    const pod = podOf(await renderChart(values));
    expect(pod).toMatchObject({
      serviceAccountName: 'slipway',
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 60,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'initContainers'])
      expect(pod).not.toHaveProperty(field);
    for (const volume of pod.volumes) expect(Object.keys(volume)).toEqual(['name', 'emptyDir']);
    const [container] = pod.containers;
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) expect(container).toHaveProperty(probe);
    for (const list of ['requests', 'limits'] as const)
      expect(Object.keys(container.resources[list])).toEqual(['cpu', 'memory']);
  });

  test('config.ts takes every variable the Pod sets', async () => {
    const set = envOf(await renderChart(values));
    const reading = readConfig({ ...set, KUBERNETES_SERVICE_HOST: '10.96.0.1' });
    expect(reading).toMatchObject({ kind: 'accepted', config: { kube: { kind: 'inCluster' }, leaderElection: 'on' } });
  });
});

test('settings reach the configuration', async () => {
  const set = envOf(await renderChart(variants['tenants named']));
  expect(readConfig({ ...set, KUBERNETES_SERVICE_HOST: 'x' })).toMatchObject({
    config: {
      watchNamespaces: ['default', 'team-a'],
      memberAddresses: { allowedCIDRs: ['10.0.0.0/8', 'fd00::/8'], deniedCIDRs: ['10.96.0.0/12'] },
    },
  });
});

test('a tenant role is bound in the named namespaces and nowhere else', async () => {
  expect(await tenantBindings(variants.defaults)).toEqual([]);
  expect(await tenantBindings(variants['tenants named'])).toEqual(['RoleBinding default', 'RoleBinding team-a']);
  expect(await tenantBindings(variants['Secrets everywhere'])).toEqual(['ClusterRoleBinding undefined']);
});

test('port-forwarding is allowed only where planes are reached by it', async () => {
  const resources = async (values: object) => {
    const role = (await renderChart(values)).find(({ metadata }) => metadata.name === 'slipway-instance');
    return rulesOf(role!).flatMap((rule) => rule.resources);
  };
  expect(await resources({})).not.toContain('pods/portforward');
  expect(await resources({ planeAccess: 'portForward' })).toContain('pods/portforward');
});

test('the kinds are those of config/crd, kept on uninstall unless told otherwise', async () => {
  for (const [values, annotations] of [
    [{}, { 'helm.sh/resource-policy': 'keep' }],
    [{ crds: { keep: false } }, undefined],
  ] as const) {
    const crds = (await renderChart(values)).filter(({ kind }) => kind === 'CustomResourceDefinition');
    expect(crds.map(({ metadata }) => metadata.name)).toEqual([
      'karmadainstances.slipway.dev',
      'memberclusters.slipway.dev',
    ]);
    for (const crd of crds) {
      const [source] = parseManifests(
        await readFile(join(root, `config/crd/slipway.dev_${crd.metadata.name.split('.')[0]}.yaml`), 'utf8'),
      );
      expect(crd['spec']).toEqual(source!['spec']);
      expect(crd.metadata.annotations ?? undefined).toEqual(annotations);
    }
  }
  expect((await renderChart({ crds: { install: false } })).map(({ kind }) => kind)).not.toContain(
    'CustomResourceDefinition',
  );
});

test('image: the version of the project, or a digest', async () => {
  expect(podOf(await renderChart()).containers[0].image).toBe(await operatorImageName());
  expect(podOf(await renderChart(variants['wishes of a cluster'])).containers[0].image).toBe(
    `registry.example.com:5000/slipway@sha256:${'a'.repeat(64)}`,
  );
});

test('a budget for disruptions only where it leaves one Pod to evict', async () => {
  const budgets = async (replicas: number) =>
    (await renderChart({ replicas })).filter(({ kind }) => kind === 'PodDisruptionBudget');
  expect(await budgets(1)).toHaveLength(0);
  expect(await budgets(2)).toMatchObject([{ spec: { maxUnavailable: 1 } }]);
});

test('the policies speak of the labels that the operator writes', async () => {
  const policies = JSON.stringify((await renderChart()).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy'));
  expect(policies).toContain(labels.instanceId);
  expect(policies).toContain(`'${labels.instance}'`);
  expect(policies).toContain("request.userInfo.username == 'system:serviceaccount:slipway-system:slipway'");
});

test.each([
  [{ replica: 2 }, "additional properties 'replica' not allowed"],
  [{ image: { tga: 'x' } }, "additional properties 'tga' not allowed"],
  [{ image: { repository: 'x', digest: 'sha256:1' } }, "at '/image/digest'"],
  [{ replicas: 'two' }, "at '/replicas': got string, want integer"],
  [{ watchNamespaces: ['Team_A'] }, "at '/watchNamespaces/0'"],
  [{ watchNamespaces: 'default' }, "at '/watchNamespaces': got string, want array"],
  [{ tenantSecrets: { clusterWide: true } }, "at '/tenantSecrets/clusterWide'"],
  [{ memberAddresses: { allowedCIDRs: ['10.0.0.0'] } }, "at '/memberAddresses/allowedCIDRs/0'"],
  [{ planeAccess: 'Service' }, "at '/planeAccess'"],
  [{ logLevel: 'loud' }, "at '/logLevel'"],
  [{ concurrency: { helm: 0 } }, "at '/concurrency/helm'"],
  [{ resources: { limits: { memory: 'lots' } } }, "at '/resources/limits/memory'"],
  [{ networkPolicy: { state: 'Off' } }, "at '/networkPolicy/state'"],
])('%j is refused: %s', async (values, sentence) => {
  await expect(renderChart(values)).rejects.toThrow(sentence);
});

const allowedKinds = [
  ...['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'CustomResourceDefinition'],
  ...['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy'],
];

const forbiddenResources = [
  ...[
    'pods/exec',
    'pods/attach',
    'nodes/proxy',
    'serviceaccounts/token',
    'roles',
    'clusterrolebindings',
    'certificatesigningrequests',
  ],
  ...[
    'validatingadmissionpolicies',
    'validatingwebhookconfigurations',
    'mutatingwebhookconfigurations',
    'customresourcedefinitions',
  ],
];

const theOneBind = {
  apiGroups: ['rbac.authorization.k8s.io'],
  resources: ['clusterroles'],
  resourceNames: ['slipway-instance'],
  verbs: ['bind'],
};

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

function rulesOf(role: Manifest): readonly Rule[] {
  return role['rules'] as readonly Rule[];
}

const Container = z.looseObject({
  image: z.string(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
  securityContext: z.unknown(),
  resources: z.object({ requests: z.looseObject({}), limits: z.looseObject({}) }),
});
const Pod = z.looseObject({ containers: z.tuple([Container]), volumes: z.array(z.looseObject({})) });
const Deployment = z.looseObject({ spec: z.looseObject({ template: z.looseObject({ spec: Pod }) }) });

function podOf(objects: readonly Manifest[]): z.infer<typeof Pod> {
  return Deployment.parse(objects.find(({ kind }) => kind === 'Deployment')).spec.template.spec;
}

/** The Pod's environment; what the kubelet fills in is `slipway`. */
function envOf(objects: readonly Manifest[]): Record<string, string> {
  const [{ env }] = podOf(objects).containers;
  return Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'slipway']));
}

async function tenantBindings(values: object): Promise<readonly string[]> {
  const bindings = (await renderChart(values)).filter(({ kind }) => /Binding$/.test(kind));
  return bindings
    .filter((binding) => (binding['roleRef'] as { name: string } | undefined)?.name === 'slipway-tenant')
    .map(({ kind, metadata }) => `${kind} ${metadata.namespace}`);
}
