import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { operatorNamespace } from '../platform/install-operator.ts';
import { demo, hostNamespaceOf } from './kit/fleet.ts';
import type { List, Metadata } from './kit/objects.ts';
import { operatorAccount, operatorPods } from './kit/operator.ts';
import type { Stage, Story } from './kit/stage.ts';

interface Secret {
  readonly metadata: Metadata;
  readonly type: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** Nothing secret is told anywhere, and the operator may not do more than it must. */
export const secrets: Story = {
  title: 'no secret in logs, events, status or releases; rights end where they should',
  async run(stage) {
    await demo(stage);
    await tellsNoSecret(stage);
    await mayNot(stage);
    await restrictedIsEnforced(stage);
  },
};

async function tellsNoSecret(stage: Stage): Promise<void> {
  const { host } = stage;
  const namespace = await hostNamespaceOf(stage, 'demo');
  const inPlane = (await host.get<List<Secret>>(`-n ${namespace} secrets`)).items;
  const ofTenant = (await host.get<List<Secret>>('-n default secrets')).items;
  const canaries = [...inPlane, ...ofTenant].filter(({ type }) => type !== releaseType).flatMap(canariesOf);
  assert.ok(canaries.length > 20, `only ${canaries.length} canaries were found`);

  const places: Record<string, string> = {
    objects: await host.run('get karmadainstances,memberclusters -A -o yaml'),
    events: (await host.run('get events -A -o yaml')) + (await host.run('get events.events.k8s.io -A -o yaml')),
    workloads: await host.run(`-n ${namespace} get pods,configmaps,services,deployments,statefulsets -o yaml`),
    releases: inPlane
      .filter(({ type }) => type === releaseType)
      .map(releaseText)
      .join('\n'),
  };
  const logs = (await operatorPods(stage)).map(({ metadata }) =>
    host.run(`-n ${operatorNamespace} logs ${metadata.name}`),
  );
  places['logs'] = (await Promise.all(logs)).join('\n');
  for (const [place, text] of Object.entries(places)) {
    assert.ok(text.length > 100, `${place} could not be read`);
    const told = canaries.filter(({ value }) => text.includes(value)).map(({ name }) => name);
    assert.deepEqual([...new Set(told)], [], `told in ${place}`);
  }
}

const releaseType = 'helm.sh/release.v1';

/** Pieces of keys, tokens and kubeconfigs that nobody but their Secret may hold, in clear and as they are encoded. */
function canariesOf({ metadata, data = {} }: Secret): readonly { readonly name: string; readonly value: string }[] {
  const secret = Object.entries(data).filter(([key]) => /key$|token|kubeconfig|^value$|in-cluster/.test(key));
  return secret.flatMap(([key, encoded]) => {
    const text = Buffer.from(encoded, 'base64').toString();
    const words = text.match(/[A-Za-z0-9+/=_.-]{48,}/g) ?? [];
    // Certificates are no secret, and a kubeconfig holds some.
    const own = words.filter((word) => !Buffer.from(word, 'base64').toString().includes('BEGIN CERTIFICATE'));
    return [...own, encoded.slice(0, 120)].map((value) => ({ name: `${metadata.name}/${key}`, value }));
  });
}

/** Helm keeps a release as JSON, packed and encoded, and the Secret encodes that again. */
function releaseText({ data = {} }: Secret): string {
  const inner = Buffer.from(data['release'] ?? '', 'base64').toString();
  return gunzipSync(Buffer.from(inner, 'base64')).toString();
}

const refused = [
  'list secrets -A',
  'get secrets -n kube-system',
  'get secrets -n team-unknown',
  'create clusterroles',
  'escalate clusterroles',
  'create clusterrolebindings',
  'create pods -n default',
  'delete deployments.apps -n default',
  'impersonate users',
];

async function mayNot({ host }: Stage): Promise<void> {
  for (const line of refused) {
    const answer = await host.refusal(`auth can-i ${line} --as ${operatorAccount}`);
    assert.match(answer, /\bno\b|exit code 1/, line);
  }
  const binding = `create rolebinding slipway -n kube-system --clusterrole slipway-instance --serviceaccount ${operatorNamespace}:slipway`;
  assert.match(await host.refusal(`${binding} --as ${operatorAccount}`), /denied|forbidden/);
}

async function restrictedIsEnforced(stage: Stage): Promise<void> {
  const namespace = await hostNamespaceOf(stage, 'demo');
  const command = `-n ${namespace} run intruder --image registry.k8s.io/pause:3.10.1 --privileged --dry-run=server`;
  assert.match(await stage.host.refusal(command), /violates PodSecurity "restricted/);
}
