import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import type { Manifest } from '../../../operator/scripts/manifests/manifest.ts';
import { secretLayout } from '../../../operator/src/adapters/pki/secret-layout.ts';
import { componentName, componentKeys } from '../../../operator/src/api/names.ts';
import { resources } from '../../../operator/src/api/resources.ts';
import type { KubeObject } from '../../../operator/src/runtime/kube-types.ts';
import { ClusterClient } from '../../../operator/src/runtime/cluster-client.ts';
import { startApiServer, type RealApiServer } from '../../../operator/test/real-api-server.ts';
import { chart, componentOf, namespace, release, render, valuesWith, workloads, type Workload } from './render.ts';
import { variants } from './variants.ts';

const kinds = [
  'ConfigMap',
  'Deployment',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'Service',
  'ServiceAccount',
  'StatefulSet',
];

test('helm lint --strict has nothing to say', async () => {
  const input = JSON.stringify(await valuesWith());
  const { stdout } = await execa(toolPath('helm'), ['lint', '--strict', chart, '--values', '-'], { input });
  expect(stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
});

test('the components are those that the operator names', async () => {
  const names = workloads(await render()).map(({ metadata }) => metadata.name);
  expect(names.sort()).toEqual(componentKeys.map((key) => componentName(release, key)).sort());
});

describe.each(Object.entries(variants))('%s', (_, values) => {
  let objects: readonly Manifest[];
  beforeAll(async () => {
    objects = await render(values);
  });

  test('only kinds on the list are rendered, each object once, none for another namespace', () => {
    for (const { kind, metadata } of objects) {
      expect(kinds).toContain(kind);
      expect(metadata.namespace).toBeUndefined();
      expect(metadata.name).toMatch(/^demo-/);
      expect(metadata.annotations ?? {}).not.toHaveProperty('helm.sh/hook');
    }
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('no name of the cluster domain is written anywhere', () => {
    expect(JSON.stringify(objects)).not.toMatch(/\.svc\.|cluster\.local/);
  });

  test('every Pod is as closed as "restricted" asks, and more', () => {
    for (const { metadata, spec } of workloads(objects)) {
      const pod = spec.template.spec;
      expect(pod).toMatchObject({
        serviceAccountName: 'demo-plane',
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65532,
          runAsGroup: 65532,
          fsGroup: 65532,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      });
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'initContainers', 'ephemeralContainers'])
        expect(pod).not.toHaveProperty(field);
      expect(pod.containers).toHaveLength(1);
      const add = metadata.name === 'demo-apiserver' ? { add: ['NET_BIND_SERVICE'] } : {};
      expect(pod.containers[0]!['securityContext']).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'], ...add },
      });
    }
  });

  test('no Pod runs a shell or sees an authority’s private key', () => {
    for (const { metadata, spec } of workloads(objects)) {
      const { containers, volumes } = spec.template.spec;
      expect(containers[0]!.command.join(' ')).toMatch(/^\/(usr\/local\/)?bin\/(etcd|kube|karmada)[a-z-]*$/);
      const secrets = volumes.flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
      expect(secrets).toEqual([{ secretName: `${metadata.name}-pki`, defaultMode: 0o440 }]);
    }
    for (const { files } of secretLayout(release))
      for (const [file, source] of Object.entries(files))
        if (source.kind === 'authority') expect(file).toMatch(/ca\.crt$/);
  });

  test('every file that a Pod is told to read is in the Secret it mounts, and every file there is read', () => {
    for (const workload of workloads(objects)) {
      const { name } = workload.metadata;
      const held = secretLayout(release).find((spec) => spec.name === `${name}-pki`)!;
      expect([...filesRead(workload, objects)].sort()).toEqual(Object.keys(held.files).sort());
    }
  });

  test('probes see a start within a second and restart nothing within 80', () => {
    for (const { spec } of workloads(objects))
      expect(spec.template.spec.containers[0]).toMatchObject({
        startupProbe: { periodSeconds: 1, failureThreshold: 120 },
        readinessProbe: { periodSeconds: 1 },
        livenessProbe: { periodSeconds: 10, failureThreshold: 8 },
      });
  });

  test('a disruption budget stands exactly where there is more than one replica', () => {
    const many = workloads(objects).filter(({ spec }) => spec.replicas > 1);
    const budgets = objects.filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name).sort()).toEqual(
      many.map(({ metadata }) => metadata.name).sort(),
    );
    for (const { spec } of budgets) expect(spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('every Service finds exactly one component, on a port that it has', () => {
    for (const { spec } of objects.filter(({ kind }) => kind === 'Service')) {
      const { selector, ports } = spec as { selector: object; ports: { targetPort: string }[] };
      const found = workloads(objects).filter(({ spec: { template } }) => holds(template.metadata.labels, selector));
      if (values === variants['the first stage'] && found.length === 0) continue;
      expect(found).toHaveLength(1);
      const names = found[0]!.spec.template.spec.containers[0]!.ports.map(({ name }) => name);
      for (const { targetPort } of ports) expect(names).toContain(targetPort);
    }
  });
});

describe('stages', () => {
  test('the first has etcd and kube-apiserver alone, and everything of it stays in the second', async () => {
    const [first, second] = [await render({ stage: 'Foundation' }), await render()];
    expect(workloads(first).map(componentOf).sort()).toEqual(['apiserver', 'etcd']);
    const names = second.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    for (const { kind, metadata } of first) expect(names).toContain(`${kind} ${metadata.name}`);
    expect(templates(second)).toMatchObject(templates(first));
  });
});

describe('an edit rolls only what it names', () => {
  const edits = [
    ['karmadaScheduler', { replicas: 2 }, []],
    ['karmadaControllerManager', { extraArgs: [{ name: 'v', value: '4' }] }, ['controller-manager']],
    ['etcd', { resources: { requests: { memory: '128Mi' } } }, ['etcd']],
    ['karmadaWebhook', { image: 'docker.io/karmada/karmada-webhook:v1.18.2' }, ['webhook']],
  ] as const;

  test.each(edits)('%s %j', async (component, settings, rolled) => {
    expect(await rolledBy({ components: { [component]: settings } })).toEqual(rolled);
  });

  test('a renewed certificate restarts the scheduler alone', async () => {
    expect(await rolledBy({ certificates: { scheduler: { digest: 'b'.repeat(64) } } })).toEqual(['scheduler']);
  });

  test('exposure, policies and labels restart nothing', async () => {
    expect(await rolledBy({ exposure: { type: 'NodePort', nodePort: 30443 } })).toEqual([]);
    expect(await rolledBy({ networkPolicy: { enabled: false } })).toEqual([]);
    expect(await rolledBy({ labels: { 'slipway.dev/instance': 'demo' } })).toEqual([]);
  });
});

test('unifiedAuth stays off, and the host’s own controllers never run in a plane', async () => {
  const args = (await renderedArgs()).filter((arg) => arg.startsWith('--controllers='));
  expect(args.sort()).toEqual([
    '--controllers=*,-unifiedAuth',
    '--controllers=namespace-controller,garbage-collector-controller,serviceaccount-token-controller,ttl-after-finished-controller,clusterrole-aggregation-controller',
  ]);
});

test('extra arguments come last, so that they win over the chart’s own', async () => {
  const [scheduler] = workloads(
    await render({ components: { karmadaScheduler: { extraArgs: [{ name: 'v', value: '4' }] } } }),
  ).filter((workload) => componentOf(workload) === 'scheduler');
  expect(scheduler!.spec.template.spec.containers[0]!.args.at(-1)).toBe('--v=4');
});

describe('on a real API server', () => {
  let server: RealApiServer;
  let client: ClusterClient;
  beforeAll(async () => {
    server = await startApiServer();
    client = new ClusterClient(server.admin);
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await client.create(resources.namespaces, { metadata: { name: namespace, labels } });
  }, 90_000);
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  test.each(Object.entries(variants))('%s is accepted, Pods under "restricted" included', async (_, values) => {
    const objects = await render(values);
    for (const object of objects) await client.apply(resourceOf(object.kind), placed(object), write);
    for (const { metadata, spec } of workloads(objects)) {
      const { spec: pod, metadata: meta } = spec.template;
      const name = `${metadata.name}-probe`;
      const volumes = pod.volumes.concat(metadata.name === 'demo-etcd' ? [{ name: 'data', emptyDir: {} }] : []);
      await client.create(resources.pods, {
        metadata: { name, namespace, labels: meta.labels },
        ...{ apiVersion: 'v1', kind: 'Pod', spec: { ...pod, volumes } },
      });
      await client.delete(resources.pods, { name, namespace }, { gracePeriodSeconds: 0 });
    }
    for (const { kind, metadata } of objects) await client.delete(resourceOf(kind), { name: metadata.name, namespace });
  });
});

const write = { fieldManager: 'test', force: true };

function placed(object: Manifest): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace } } as KubeObject;
}

function resourceOf(kind: string) {
  const found = Object.values(resources).find((resource) => resource.kind === kind);
  if (found === undefined) throw new Error(`no resource of kind ${kind}`);
  return found;
}

async function renderedArgs(): Promise<readonly string[]> {
  return workloads(await render()).flatMap(({ spec }) => spec.template.spec.containers[0]!.args);
}

/** Pod templates by component: what differs between two renderings is what a rollout restarts. */
function templates(objects: readonly Manifest[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(workloads(objects).map((workload) => [componentOf(workload), workload.spec.template]));
}

async function rolledBy(over: Parameters<typeof render>[0]): Promise<readonly string[]> {
  const [before, after] = [templates(await render()), templates(await render(over))];
  return Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function holds(labels: Readonly<Record<string, string>>, selector: object): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Names under /etc/karmada/pki in a Pod's arguments and in the kubeconfig it mounts. */
function filesRead({ spec }: Workload, objects: readonly Manifest[]): ReadonlySet<string> {
  const { containers, volumes } = spec.template.spec;
  const { args } = containers[0]!;
  const config = volumes.some(({ name }) => name === 'kubeconfig')
    ? JSON.stringify(objects.find(({ kind }) => kind === 'ConfigMap'))
    : '';
  const named = [...`${args.join('\n')}\n${config}`.matchAll(/\/etc\/karmada\/pki\/([a-z.-]+)/g)].map(
    ([, file]) => file!,
  );
  const inDirectory = args.flatMap(
    (arg) => /^--tls-(?:cert-file|private-key-file)-name=(.+)$/.exec(arg)?.slice(1) ?? [],
  );
  return new Set([...named, ...inDirectory]);
}
