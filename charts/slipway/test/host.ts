import { execa } from 'execa';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import { labels } from '../../../operator/src/api/names.ts';
import { resources } from '../../../operator/src/api/resources.ts';
import { ClusterClient } from '../../../operator/src/runtime/cluster-client.ts';
import type { ApplyOptions, KubeObject, Resource } from '../../../operator/src/runtime/kube-types.ts';
import { isForbidden, isInvalid } from '../../../operator/src/runtime/kube-error.ts';
import { kubeconfigOf } from '../../../operator/test/kubeconfig-of.ts';
import { startApiServer } from '../../../operator/test/real-api-server.ts';

export const instanceNamespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'demo-abcd1234',
    labels: {
      [labels.instance]: 'demo',
      [labels.instanceId]: 'abcd1234',
      'pod-security.kubernetes.io/enforce': 'restricted',
    },
  },
};

export const instanceBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'slipway', namespace: instanceNamespace.metadata.name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'slipway-instance' },
  subjects: [{ kind: 'ServiceAccount', name: 'slipway', namespace: 'slipway-system' }],
};

export const write = { fieldManager: 'slipway', force: true } as const;

type Untyped = Omit<KubeObject, 'apiVersion' | 'kind'> & Readonly<Record<string, unknown>>;

/** A real API server with the chart installed by Helm for the tenant `team-a`, seen as its administrator, as the operator, and as a ServiceAccount without rights. */
export interface Host {
  readonly admin: ClusterClient;
  readonly operator: ClusterClient;
  readonly bystander: ClusterClient;
  /** For programs that act as the operator. */
  readonly operatorKubeconfig: string;
  stop(): Promise<void>;
}

export async function startHost(): Promise<Host> {
  const server = await startApiServer();
  const directory = await mkdtemp(join(tmpdir(), 'slipway-chart-'));
  const as = server.user('system:serviceaccount:slipway-system:slipway', 'system:serviceaccounts');
  const [admin, operator] = [new ClusterClient(server.admin), new ClusterClient(as)];
  const bystander = new ClusterClient(
    server.user('system:serviceaccount:slipway-system:other', 'system:serviceaccounts'),
  );
  const stop = async () => {
    await Promise.all([admin, operator, bystander].map((client) => client.close()));
    await server.stop();
    await rm(directory, { recursive: true });
  };
  try {
    await writeFile(join(directory, 'admin'), kubeconfigOf(server.admin), { mode: 0o600 });
    const operatorKubeconfig = join(directory, 'operator');
    await writeFile(operatorKubeconfig, kubeconfigOf(as), { mode: 0o600 });
    for (const name of ['team-a', 'team-b', 'slipway-system'])
      await admin.create(resources.namespaces, { metadata: { name } });
    await installChart(join(directory, 'admin'));
    await policiesAtWork(operator, admin);
    return { admin, operator, bystander, operatorKubeconfig, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function installChart(kubeconfig: string): Promise<void> {
  const chart = resolve(import.meta.dirname, '..');
  const args = [
    'install',
    'slipway',
    chart,
    '--namespace',
    'slipway-system',
    '--kubeconfig',
    kubeconfig,
    '--values',
    '-',
  ];
  await execa(toolPath('helm'), args, { input: JSON.stringify({ watchNamespaces: ['team-a'] }) });
}

/** The server takes up new policies and roles within seconds; until then it lets everything through, or nothing. Dry runs find out. */
async function policiesAtWork(operator: ClusterClient, admin: ClusterClient): Promise<void> {
  await apply(admin, resources.namespaces, instanceNamespace, write);
  await apply(admin, resources.karmadaInstances, aDemo('v1.18.1'), write);
  const dryRun = { ...write, dryRun: true };
  const forbiddenWrites = [
    () => apply(operator, resources.namespaces, { metadata: { name: 'team-b', labels: { a: 'b' } } }, dryRun),
    () =>
      apply(
        operator,
        resources.roleBindings,
        { ...instanceBinding, metadata: { name: 'slipway', namespace: 'team-b' } },
        dryRun,
      ),
    () => apply(operator, resources.secrets, { metadata: { name: 'probe', namespace: 'team-a' } }, dryRun),
    () => apply(operator, resources.karmadaInstances, aDemo('v1.17.1'), dryRun),
  ];
  for (const attempt of forbiddenWrites) await until(attempt, (answer) => answer.includes('denied request: '));
  await until(
    () => apply(operator, resources.namespaces, instanceNamespace, dryRun),
    (answer) => answer === 'done',
  );
}

export function aDemo(version: string) {
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind: 'KarmadaInstance',
    metadata: { name: 'demo', namespace: 'team-a' },
    spec: { version },
  };
}

/** Server-side apply, which wants to be told what it is that is applied. */
export function apply(client: ClusterClient, resource: Resource, object: Untyped, options: ApplyOptions = write) {
  const { group, version, kind } = resource;
  return client.apply(
    resource,
    { apiVersion: group === '' ? version : `${group}/${version}`, kind, ...object },
    options,
  );
}

/** 'done', or the server's refusal in one sentence. Anything else than a refusal is thrown. */
export async function outcome(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return 'done';
  } catch (error) {
    if (!isForbidden(error) && !isInvalid(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

async function until(attempt: () => Promise<unknown>, holds: (answer: string) => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const answer = await outcome(attempt);
    if (holds(answer)) return;
    if (performance.now() > end) throw new Error(`after 30 s still: ${answer}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
