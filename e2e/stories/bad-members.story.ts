import assert from 'node:assert/strict';
import { kubeconfigSecret } from './kit/client.ts';
import { condition, ready, type Wanted } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, member } from './kit/fleet.ts';
import { editedKubeconfig, type Kubeconfig } from './kit/kubeconfig.ts';
import { assertSame, listing } from './kit/listing.ts';
import { operatorRestarts } from './kit/operator.ts';
import { memberOf, type Stage, type Story } from './kit/stage.ts';

interface Row {
  readonly name: string;
  /** What is in the Secret; without it there is no Secret. */
  readonly kubeconfig?: ((kubeconfig: Kubeconfig) => void) | string;
  /** Where it is told, CredentialsValid unless given. */
  readonly type?: 'PreflightPassed';
  readonly reason: string;
  readonly says: RegExp;
}

const user = (fields: Record<string, unknown>) => (kubeconfig: Kubeconfig) => {
  for (const entry of kubeconfig.users) entry.user = fields;
};
const cluster = (fields: Record<string, unknown>) => (kubeconfig: Kubeconfig) => {
  for (const entry of kubeconfig.clusters) Object.assign(entry.cluster, fields);
};

const rows: readonly Row[] = [
  { name: 'no-secret', reason: 'SecretNotFound', says: /no-secret-kubeconfig/ },
  { name: 'malformed', kubeconfig: 'clusters: [', reason: 'KubeconfigMalformed', says: /./ },
  {
    name: 'with-exec',
    kubeconfig: user({
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', 'kill 1'] },
    }),
    reason: 'KubeconfigRejected',
    says: /exec/,
  },
  {
    name: 'with-provider',
    kubeconfig: user({ 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sh' } } }),
    reason: 'KubeconfigRejected',
    says: /auth-provider/,
  },
  {
    name: 'with-path',
    kubeconfig: user({ tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' }),
    reason: 'KubeconfigRejected',
    says: /tokenFile/,
  },
  {
    name: 'elsewhere',
    kubeconfig: cluster({ server: 'https://10.55.55.55:6443' }),
    type: 'PreflightPassed',
    reason: 'AddressNotAllowed',
    says: /private address/,
  },
];

/** Each of them is told by itself in a condition, and is well as soon as its cause is gone. */
export const badMembers: Story = {
  title: 'members with bad kubeconfigs, a silent one and the same cluster twice: each told, each heals',
  async run(stage) {
    await demo(stage);
    const { host, note } = stage;
    const { machine, api } = memberOf(stage, 'member-2');
    const before = await listing(api);
    const restarts = await operatorRestarts(stage);
    await machine.stop();
    await Promise.all(rows.map((row) => arrive(stage, row)));
    await host.apply(await kubeconfigSecret('silent-kubeconfig', 'default', machine.kubeconfig), leaving('silent'));
    await Promise.all(
      rows.map(({ name, ...wanted }) => stands(stage, name, { type: 'CredentialsValid', ...wanted, status: 'False' })),
    );
    await stands(stage, 'silent', { type: 'PreflightPassed', status: 'False', reason: 'ClusterUnreachable' });
    note('each is told');

    await machine.start();
    await ready(host, 'membercluster/silent', { seconds: 120 });
    note('the silent one is a member');
    for (const { name } of rows)
      await host.apply(await kubeconfigSecret(`${name}-kubeconfig`, 'default', machine.kubeconfig));
    const twice: Wanted = {
      type: 'PreflightPassed',
      status: 'False',
      reason: 'ClusterAlreadyJoined',
      says: /silent/,
      seconds: 120,
    };
    await Promise.all(rows.map(({ name }) => stands(stage, name, twice)));
    note('the others have good credentials, for the same cluster');

    const [heir, ...rest] = rows.map(({ name }) => name);
    await host.run(`delete ${rest.map((name) => `membercluster/${name}`).join(' ')} --timeout=60s`);
    await host.run('delete membercluster/silent --timeout=240s');
    await ready(host, `membercluster/${heir ?? ''}`, { seconds: 120 });
    note('another takes its place');
    await host.run(`delete membercluster/${heir ?? ''} --timeout=240s`);
    await host.run(
      `delete ${['silent', ...rows.map(({ name }) => name)].map((name) => `secret/${name}-kubeconfig`).join(' ')}`,
    );
    await fewRights(stage);
    await eventually('the member is as it was', 60, async () => assertSame(before, await listing(api)));
    assert.deepEqual(await operatorRestarts(stage), restarts, 'nothing of it was run, and nothing broke');
  },
};

/** The member is asked what the kubeconfig's account may do before anything is written there. */
async function fewRights(stage: Stage): Promise<void> {
  const { host, note } = stage;
  const { api } = memberOf(stage, 'member-2');
  await api.run('create serviceaccount looker');
  await api.run('create clusterrolebinding looker --clusterrole=view --serviceaccount=default:looker');
  const token = (await api.run('create token looker')).trim();
  await arrive(stage, { name: 'looker', kubeconfig: user({ token }) });
  const wanted = { type: 'PreflightPassed', status: 'False', reason: 'PermissionsMissing' } as const;
  await stands(stage, 'looker', { ...wanted, says: /create clusterroles, .*cluster-admin/ });
  assert.equal(await api.run('get namespaces -l slipway.dev/instance-id -o name'), '', 'nothing was written');
  note('what a kubeconfig lacks is told');
  await api.run('create clusterrolebinding looker-admin --clusterrole=cluster-admin --serviceaccount=default:looker');
  await host.run('annotate membercluster/looker example.org/look-again=now');
  await ready(host, 'membercluster/looker');
  await host.run('delete membercluster/looker secret/looker-kubeconfig --timeout=240s');
  await api.run('delete clusterrolebinding/looker clusterrolebinding/looker-admin serviceaccount/looker');
}

async function arrive(
  { host, ...stage }: Stage,
  { name, kubeconfig }: Pick<Row, 'name' | 'kubeconfig'>,
): Promise<void> {
  const { machine } = memberOf({ host, ...stage }, 'member-2');
  if (kubeconfig !== undefined) {
    const text = typeof kubeconfig === 'string' ? kubeconfig : await editedKubeconfig(machine.kubeconfig, kubeconfig);
    const metadata = { name: `${name}-kubeconfig`, namespace: 'default' };
    await host.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { kubeconfig: text } });
  }
  await host.apply(leaving(name));
}

/** Nothing is propagated to it, so it need not wait until Karmada has lost sight of it. */
function leaving(name: string): object {
  return member(name, { of: 'demo', spec: { leave: { workloads: 'Delete' } } });
}

async function stands({ host }: Stage, name: string, wanted: Wanted): Promise<void> {
  await condition(host, `membercluster/${name}`, wanted);
}
