import { expect, test } from '@jest/globals';
import { resources } from '../../src/api/resources.ts';
import type { MemberCluster } from '../../src/api/member-cluster.ts';
import type { KubeObject } from '../../src/world.ts';
import type { KarmadaInstance } from '../../src/api/karmada-instance.ts';
import { editSpec, home, secretOf, seedInstance, webDeployment } from '../world/fixtures.ts';
import { expectGolden } from '../world/golden.ts';
import { readyStory } from '../world/ready-story.ts';
import type { Story } from '../world/story.ts';
import type { FakeMember } from '../world/fake-member.ts';

const {
  clusterRoleBindings,
  clusterRoles,
  clusters,
  deployments,
  karmadaInstances,
  memberClusters,
  namespaces,
  secrets,
  statefulSets,
} = resources;

const eu1 = { namespace: home, name: 'eu-1' };
const demo = { namespace: home, name: 'demo' };
const web = { namespace: 'shop', name: 'web' };

const readyOf = (story: Story, name: string) =>
  story.conditionsOf(memberClusters, { namespace: home, name }).find(({ type }) => type === 'Ready');
const memberOf = ({ world }: Story, name: string): FakeMember =>
  [...world.members.values()].find((member) => member.name === name)!;

/** Everything on the member that carries an instance's id. */
const ours = ({ api }: FakeMember) => Object.keys(api.dump()).filter((key) => /slipway/.test(key));
const deployment = ({ api }: FakeMember) => api.read(webDeployment.resource, web);

test('a member leaves and keeps its workloads', async () => {
  const story = await readyStory('a member leaves and keeps its workloads', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  const before = deployment(member);
  // An API server remembers a good token for ten seconds, whatever becomes of it.
  story.meanwhile('Karmada has just talked to eu-1; the user deletes MemberCluster eu-1', () => {
    world.tick();
    world.host.remove(memberClusters, eu1);
  });
  await story.settle();
  expect(world.host.read(memberClusters, eu1)).toBeUndefined();
  expect(deployment(member)?.metadata.uid).toBe(before?.metadata.uid);
  expect(ours(member)).toEqual([]);
  expect(world.plane('demo').api.all(clusters)).toEqual([]);
  expectGolden('leave-retain', story.text());
});

test('a member leaves and its workloads go', async () => {
  const story = await readyStory('a member leaves and its workloads go', {
    members: ['eu-1'],
    member: { leave: { workloads: 'Delete' } },
  });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('the user deletes MemberCluster eu-1', () => world.host.remove(memberClusters, eu1));
  await story.settle();
  expect(world.host.read(memberClusters, eu1)).toBeUndefined();
  expect(deployment(member)).toBeUndefined();
  expect(ours(member)).toEqual([]);
  expectGolden('leave-delete', story.text());
});

test('a member leaves that only Karmada still reaches', async () => {
  const story = await readyStory('a member leaves that only Karmada still reaches', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('the operator no longer reaches eu-1, and the user deletes the MemberCluster', () => {
    member.seenByOperator = false;
    world.host.remove(memberClusters, eu1);
  });
  await story.during(5 * 60_000);
  expect(deployment(member)).toBeDefined();
  story.meanwhile('the way is open again', () => (member.seenByOperator = true));
  await story.settle();
  expect(deployment(member)).toBeDefined();
  expect([world.host.read(memberClusters, eu1), ours(member)]).toEqual([undefined, []]);
  expectGolden('leave-asymmetric', story.text());
});

test('a dead member leaves when its deadline has passed', async () => {
  const story = await readyStory('a dead member leaves when its deadline has passed', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('eu-1 goes dark, and the user deletes the MemberCluster', () => {
    member.up = false;
    world.host.remove(memberClusters, eu1);
  });
  await story.during(9 * 60_000);
  expect(world.host.read(memberClusters, eu1)).toBeDefined();
  story.tellConditions();
  await story.during(2 * 60_000);
  expect(world.host.read(memberClusters, eu1)).toBeUndefined();
  expect(world.plane('demo').api.all(clusters)).toEqual([]);
  expectGolden('leave-dead', story.text());
});

test('a dead member whose spec says to wait', async () => {
  const story = await readyStory('a dead member whose spec says to wait', {
    members: ['eu-1'],
    member: { leave: { onUnreachable: 'Wait' } },
  });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('eu-1 goes dark, and the user deletes the MemberCluster', () => {
    member.up = false;
    world.host.remove(memberClusters, eu1);
  });
  await story.during(60 * 60_000);
  expect(story.conditionsOf(memberClusters, eu1).find(({ type }) => type === 'Ready')?.reason).toBe('LeaveWaiting');
  story.meanwhile('eu-1 is back', () => (member.up = true));
  await story.settle();
  expect([world.host.read(memberClusters, eu1), ours(member)]).toEqual([undefined, []]);
  expectGolden('leave-wait', story.text());
});

test('a member leaves that no longer takes the operator’s account', async () => {
  const story = await readyStory('a member leaves that no longer takes the operator’s account', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('somebody takes its rights on eu-1; the user deletes Secret and MemberCluster', () => {
    const { name } = member.api
      .all(clusterRoleBindings)
      .map(({ metadata }) => metadata)
      .find((metadata) => metadata.name.endsWith('-operator'))!;
    member.api.remove(clusterRoleBindings, { name });
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    world.host.remove(memberClusters, eu1);
  });
  await story.during(9 * 60_000);
  story.tellConditions();
  expect(world.host.read(memberClusters, eu1)).toBeDefined();
  await story.during(2 * 60_000);
  expect(world.host.read(memberClusters, eu1)).toBeUndefined();
  expect(deployment(member)).toBeDefined();
  expect(world.announced.map(({ announcement }) => announcement.reason)).toContain('LeaveForced');
  expectGolden('leave-refused', story.text());
});

test('a kubeconfig that works again lets such a member be cleaned', async () => {
  const story = await readyStory('a kubeconfig that works again', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  const access = world.host.read(secrets, { namespace: home, name: secretOf('eu-1') })!;
  for (const { metadata } of member.api.all(clusterRoleBindings))
    if (metadata.name.endsWith('-operator')) member.api.remove(clusterRoleBindings, { name: metadata.name });
  world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
  world.host.remove(memberClusters, eu1);
  await story.during(3 * 60_000);
  expect(world.host.read(memberClusters, eu1)).toBeDefined();
  world.host.seed(secrets, { ...access, metadata: { name: access.metadata.name, namespace: home } });
  await story.settle();
  expect([world.host.read(memberClusters, eu1), ours(member)]).toEqual([undefined, []]);
});

test('a member leaves that answers and refuses to be cleaned', async () => {
  const story = await readyStory('a member leaves that answers and refuses to be cleaned', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('its administrator lets the operator look and delete nothing', () => {
    for (const { metadata } of member.api.all(clusterRoles))
      if (metadata.name.endsWith('-operator'))
        member.api.edit(clusterRoles, { name: metadata.name }, (role) => {
          role['rules'] = [
            { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
            { nonResourceURLs: ['*'], verbs: ['get'] },
          ];
        });
  });
  story.meanwhile('the user deletes Secret and MemberCluster', () => {
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    world.host.remove(memberClusters, eu1);
  });
  await story.during(10 * 60_000);
  story.tellConditions();
  expect(world.host.read(memberClusters, eu1)).toBeDefined();
  await story.during(7 * 60_000);
  expect(world.host.read(memberClusters, eu1)).toBeUndefined();
  expect(deployment(member)).toBeDefined();
  expect(world.plane('demo').api.all(clusters)).toEqual([]);
  expectGolden('leave-refusing', story.text());
});

test.each([
  ['Block', { members: { onInstanceDeletion: 'Block' } }, { members: { onInstanceDeletion: 'Detach' } }],
  ['ObserveOnly', { managementPolicy: 'ObserveOnly' }, { managementPolicy: 'Full' }],
] as const)('an instance that %s held for long lets its members leave in order', async (_what, spec, freed) => {
  const story = await readyStory('held for long', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  editSpec(world, 'instance', 'demo', (changed) => Object.assign(changed, spec));
  world.host.remove(karmadaInstances, demo);
  await story.during(3 * 3600_000);
  expect(world.host.read<MemberCluster>(memberClusters, eu1)?.status?.leave).toBeUndefined();
  editSpec(world, 'instance', 'demo', (changed) => Object.assign(changed, freed));
  await story.settle();
  expect([world.host.read(karmadaInstances, demo), ours(member)]).toEqual([undefined, []]);
  expect(deployment(member)).toBeDefined();
  expect(world.announced.map(({ announcement }) => announcement.reason)).not.toContain('LeaveForced');
});

test('a member that was to be waited for is cleaned when it is to be forced, and can be', async () => {
  const story = await readyStory('waited for, then forced', {
    members: ['eu-1'],
    member: { leave: { onUnreachable: 'Wait' } },
  });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  member.up = false;
  world.host.remove(memberClusters, eu1);
  await story.during(3600_000);
  member.up = true;
  editSpec(world, 'member', 'eu-1', (spec) => (spec['leave'] = { onUnreachable: 'Force' }));
  await story.settle();
  expect([world.host.read(memberClusters, eu1), ours(member)]).toEqual([undefined, []]);
  expect(world.announced.map(({ announcement }) => announcement.reason)).not.toContain('LeaveForced');
});

test('an operator that was away for longer than the deadline cleans up first', async () => {
  const story = await readyStory('away for long', { members: ['eu-1', 'eu-2'] });
  const { world } = story;
  const [one, two] = [memberOf(story, 'eu-1'), memberOf(story, 'eu-2')];
  world.host.remove(memberClusters, eu1);
  world.host.remove(karmadaInstances, demo);
  await story.round();
  world.now += 3600_000;
  world.workingSince = world.now;
  await story.settle();
  expect([world.host.read(karmadaInstances, demo), ours(one), ours(two)]).toEqual([undefined, [], []]);
  expect([one, two].map(deployment)).not.toContain(undefined);
  const reasons = world.announced.map(({ announcement }) => announcement.reason);
  expect(reasons).not.toContain('LeaveForced');
  expect(reasons).not.toContain('MembersDetachedByForce');
});

test('the account of a member is lost when its instance goes: what stays there is told', async () => {
  const story = await readyStory('the account is lost', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  const { hostNamespace = '' } = world.host.read<KarmadaInstance>(karmadaInstances, demo)?.status ?? {};
  world.host.remove(secrets, { namespace: hostNamespace, name: 'member.eu-1' });
  world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
  world.host.remove(karmadaInstances, demo);
  await story.during(5 * 60_000);
  expect(world.host.read(karmadaInstances, demo)).toBeDefined();
  await story.during(10 * 60_000);
  await story.settle();
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  expect(ours(member)).not.toEqual([]);
  const { status } = world.host.read<MemberCluster>(memberClusters, eu1)!;
  expect(status?.leave?.remaining?.[0]?.kind).toBe('Namespace');
  expect(world.announced.map(({ announcement }) => announcement.reason)).toContain('LeaveForced');
});

test('what an instance of former days left on a member is none of the next one’s', async () => {
  const story = await readyStory('made anew', { members: ['eu-1'], member: { leave: { onUnreachable: 'Wait' } } });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  member.up = false;
  world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
  world.host.remove(karmadaInstances, demo);
  await story.during(15 * 60_000);
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  const left = world.host.read<MemberCluster>(memberClusters, eu1)?.status?.leave?.remaining;
  expect(left?.[0]?.kind).toBe('Namespace');
  seedInstance(world, 'demo');
  await story.during(5 * 60_000);
  world.host.remove(karmadaInstances, demo);
  await story.during(2 * 60_000);
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
});

test('a member that joined again is not taken for cleaned', async () => {
  const story = await readyStory('joined again', { members: ['eu-1'] });
  const { world } = story;
  const { hostNamespace = '' } = world.host.read<KarmadaInstance>(karmadaInstances, demo)?.status ?? {};
  const account = { namespace: hostNamespace, name: 'member.eu-1' };
  const owner = world.host.read(memberClusters, eu1)?.metadata.uid ?? '';
  world.host.edit(secrets, account, (secret) => {
    secret['data'] = { ...(secret['data'] as object), 'cleaned-for': Buffer.from(owner).toString('base64') };
  });
  // Its objects are made again, and with them the account.
  const [space] = memberOf(story, 'eu-1')
    .api.all(namespaces, { labelSelector: 'slipway.dev/instance-id' })
    .map(({ metadata }) => metadata.name);
  memberOf(story, 'eu-1').api.edit(namespaces, { name: space! }, (namespace) => {
    const metadata = namespace['metadata'] as { annotations: object };
    metadata.annotations = { ...metadata.annotations, 'slipway.dev/account': 'v0' };
  });
  await story.settle();
  const made = world.host.read<KubeObject & { readonly data: Record<string, string> }>(secrets, account);
  expect(made?.data['cleaned-for']).toBe('');
});

test('an instance is deleted with a live and a dead member', async () => {
  const story = await readyStory('an instance is deleted with a live and a dead member', { members: ['eu-1', 'eu-2'] });
  const { world } = story;
  const [live, dead] = [memberOf(story, 'eu-1'), memberOf(story, 'eu-2')];
  const before = deployment(live);
  story.meanwhile('eu-2 goes dark, and the user deletes demo', () => {
    dead.up = false;
    world.host.remove(karmadaInstances, demo);
  });
  await story.during(5 * 60_000);
  expect(ours(live)).toEqual([]);
  expect(world.host.read<KarmadaInstance>(karmadaInstances, demo)?.status?.deletion?.remaining).toMatchObject([
    { name: 'eu-2' },
  ]);
  story.tellConditions();
  await story.during(7 * 60_000);
  await story.settle();
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  expect(world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' })).toEqual([]);
  expect(deployment(live)?.metadata.uid).toBe(before?.metadata.uid);
  const left = world.host
    .all<MemberCluster>(memberClusters)
    .map(({ metadata, status }) => [metadata.name, status?.conditions?.find(({ type }) => type === 'Joined')?.reason]);
  expect(left).toEqual([
    ['eu-1', 'InstanceDeleted'],
    ['eu-2', 'InstanceDeleted'],
  ]);
  story.tellConditions();
  expectGolden('delete-instance', story.text());
});

test('an instance is deleted, and a member’s workloads with it', async () => {
  const story = await readyStory('an instance is deleted, and a member’s workloads with it', {
    members: ['eu-1'],
    member: { leave: { workloads: 'Delete' } },
  });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('the user deletes demo', () => world.host.remove(karmadaInstances, demo));
  await story.settle();
  expect([deployment(member), ours(member)]).toEqual([undefined, []]);
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  expectGolden('delete-instance-and-workloads', story.text());
});

test('an instance is deleted whose API server takes its time to end', async () => {
  const story = await readyStory('an instance is deleted whose API server takes its time to end');
  const { world } = story;
  const apiServer = world.host.all(deployments).find(({ metadata: { name } }) => name === 'demo-apiserver')!;
  const held = (finalizers: readonly string[]) =>
    world.host.edit(deployments, apiServer.metadata, (deployment) => {
      deployment['metadata'] = { ...(deployment['metadata'] as object), finalizers };
    });
  held(['example.org/pods']);
  story.meanwhile('the user deletes demo', () => world.host.remove(karmadaInstances, demo));
  await story.during(3_000);
  story.tellConditions();
  expect(world.host.all(statefulSets)).toHaveLength(1);
  story.meanwhile('its Pod has ended', () => held([]));
  await story.settle();
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  expectGolden('delete-slow-component', story.text());
});

test('an instance that waits for its members', async () => {
  const story = await readyStory('an instance that waits for its members', {
    members: ['eu-1'],
    spec: { members: { onInstanceDeletion: 'Block' } },
  });
  const { world } = story;
  story.meanwhile('the user deletes demo', () => world.host.remove(karmadaInstances, demo));
  await story.settle();
  story.tellConditions();
  expect(world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' })).toHaveLength(1);
  story.meanwhile('the user deletes MemberCluster eu-1 too', () => world.host.remove(memberClusters, eu1));
  await story.settle();
  expect([world.host.read(karmadaInstances, demo), ours(memberOf(story, 'eu-1'))]).toEqual([undefined, []]);
  expectGolden('delete-blocked', story.text());
});

test('everything is deleted in the same second', async () => {
  const story = await readyStory('everything is deleted in the same second', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  story.meanwhile('the user deletes the whole namespace: MemberCluster, Secret and instance', () => {
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    world.host.remove(memberClusters, eu1);
    world.host.remove(karmadaInstances, demo);
    world.host.remove(namespaces, { name: home });
  });
  await story.settle();
  expect(ours(member)).toEqual([]);
  expect(deployment(member)).toBeDefined();
  expect(world.host.read(namespaces, { name: home })).toBeUndefined();
  expect(world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' })).toEqual([]);
  expectGolden('all-at-once', story.text());
});

test('a member leaves while the host hardly answers', async () => {
  const story = await readyStory('a member leaves while the host hardly answers', { members: ['eu-1'] });
  const { world } = story;
  const member = memberOf(story, 'eu-1');
  const { KubeError } = await import('../../src/runtime/kube-error.ts');
  const error = new KubeError({ code: 503, reason: 'ServiceUnavailable', message: 'the server is overloaded' });
  story.meanwhile(
    'the user deletes MemberCluster eu-1; the instance and the account cannot be read for a while',
    () => {
      world.host.remove(memberClusters, eu1);
      world.host.failNext(({ verb, plural }) => verb === 'get' && plural === 'karmadainstances', error, { times: 4 });
      world.host.failNext(({ verb, name }) => verb === 'get' && name === 'member.eu-1', error, { times: 4 });
    },
  );
  await story.settle();
  expect([world.host.read(memberClusters, eu1), ours(member)]).toEqual([undefined, []]);
  expect(deployment(member)).toBeDefined();
  expectGolden('leave-host-flaky', story.text());
});

test('labels come and go with the spec', async () => {
  const story = await readyStory('labels come and go with the spec', {
    members: ['eu-1'],
    member: { labels: { tier: 'gold' }, region: 'eu' },
  });
  const { world } = story;
  const labels = () => world.plane('demo').api.read(clusters, { name: 'eu-1' })?.metadata.labels;
  expect(labels()).toMatchObject({ tier: 'gold' });
  story.meanwhile('somebody adds a label by hand, and the user takes his own back', () => {
    world.plane('demo').api.edit(clusters, { name: 'eu-1' }, (object) => {
      const metadata = object['metadata'] as { labels: object };
      object['metadata'] = { ...metadata, labels: { ...(metadata.labels as Record<string, string>), theirs: 'yes' } };
    });
    editSpec(world, 'member', 'eu-1', (spec) => Reflect.deleteProperty(spec, 'labels'));
  });
  await story.settle();
  expect(labels()).toEqual({ theirs: 'yes', 'slipway.dev/member': 'eu-1' });
  expectGolden('labels', story.text());
});

test('credentials are renewed, suspended or not', async () => {
  const story = await readyStory('credentials are renewed, suspended or not', { members: ['eu-1', 'eu-2'] });
  const { world } = story;
  story.meanwhile('the user suspends eu-2 and changes its region; the Secrets with the kubeconfigs are gone', () => {
    editSpec(world, 'member', 'eu-2', (spec) => Object.assign(spec, { managementPolicy: 'Suspended', region: 'eu' }));
    for (const name of ['eu-1', 'eu-2']) world.host.remove(secrets, { namespace: home, name: secretOf(name) });
  });
  await story.settle();
  const before = readyOf(story, 'eu-1');
  story.meanwhile('21 days pass: two thirds of a token’s life', () => (world.now += 21 * 24 * 3600_000));
  await story.settle();
  expect(readyOf(story, 'eu-1')).toEqual(before);
  expect(world.kubelet.rollouts).toEqual([]);
  story.meanwhile(
    'five more days pass: half of what was left of the tokens before',
    () => (world.now += 5 * 24 * 3600_000),
  );
  await story.settle();
  expect(world.kubelet.rollouts).toEqual(['demo-controller-manager']);
  story.meanwhile('the user wants two schedulers; five more days pass, and the tokens before have run out', () => {
    world.now += 5 * 24 * 3600_000;
    editSpec(world, 'instance', 'demo', (spec) => (spec['components'] = { karmadaScheduler: { replicas: 2 } }));
  });
  await story.settle();
  expect(world.kubelet.rollouts).toEqual(['demo-controller-manager', 'demo-scheduler']);
  expect(['eu-1', 'eu-2'].map((name) => world.karmada('demo').watches(name))).toEqual([true, true]);
  story.meanwhile('210 more days pass: two thirds of the account’s life', () => (world.now += 213 * 24 * 3600_000));
  await story.settle();
  story.tellConditions();
  expect(
    world.plane('demo').api.read<{ metadata: { name: string }; spec: { region?: string } }>(clusters, { name: 'eu-2' })
      ?.spec.region,
  ).toBeUndefined();
  expectGolden('renewal', story.text());
});
