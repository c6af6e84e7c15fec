import { expect, test } from '@jest/globals';
import { resources } from '../../src/api/resources.ts';
import type { MemberCluster } from '../../src/api/member-cluster.ts';
import type { ClusterObject } from '../../src/fleet/read-cluster.ts';
import {
  editSpec,
  home,
  kubeconfigText,
  secretOf,
  seedInstance,
  seedKubeconfig,
  seedMember,
} from '../world/fixtures.ts';
import { expectGolden } from '../world/golden.ts';
import { readyStory } from '../world/ready-story.ts';
import type { Story } from '../world/story.ts';

const { clusterRoleBindings, clusterRoles, clusters, memberClusters, namespaces, secrets, serviceAccounts } = resources;

const readyOf = (story: Story, name: string) =>
  story.conditionsOf(memberClusters, { namespace: home, name }).find(({ type }) => type === 'Ready');

test('the Secret comes after the MemberCluster', async () => {
  const story = await readyStory('the Secret comes after the MemberCluster');
  const { world } = story;
  story.meanwhile('the user applies MemberCluster eu-1 alone', () => seedMember(world, 'eu-1'));
  await story.settle();
  story.meanwhile('a Secret without the key appears', () =>
    world.host.seed(secrets, { metadata: { name: secretOf('eu-1'), namespace: home }, stringData: { config: 'x' } }),
  );
  await story.settle();
  story.meanwhile('the user corrects the Secret', () => {
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    seedKubeconfig(world, 'eu-1', world.addMember('eu-1'));
  });
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expectGolden('secret-missing', story.text());
});

test('a kubeconfig that would run a program', async () => {
  const story = await readyStory('a kubeconfig that would run a program');
  const { world } = story;
  const member = world.addMember('eu-1');
  story.meanwhile('the user applies MemberCluster eu-1 with exec in its kubeconfig', () => {
    seedKubeconfig(world, 'eu-1', member, () => ({
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/bin/steal' },
    }));
    seedMember(world, 'eu-1');
  });
  await story.settle();
  expect(member.api.writes).toEqual([]);
  story.meanwhile('the user writes an inline token instead', () =>
    world.host.edit(secrets, { namespace: home, name: secretOf('eu-1') }, (secret) => {
      secret['data'] = { value: Buffer.from(kubeconfigText(member, { token: member.adminToken })).toString('base64') };
    }),
  );
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expectGolden('kubeconfig-exec', story.text());
});

test('a kubeconfig whose account may look and nothing more', async () => {
  const story = await readyStory('a kubeconfig whose account may look and nothing more');
  const { world } = story;
  const member = world.addMember('eu-1');
  const looker = { namespace: 'kube-system', name: 'looker' };
  member.api.seed(serviceAccounts, { metadata: looker });
  member.api.seed(clusterRoles, {
    metadata: { name: 'look' },
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
      { nonResourceURLs: ['*'], verbs: ['get'] },
    ],
  });
  member.api.seed(clusterRoleBindings, {
    metadata: { name: 'look' },
    roleRef: { kind: 'ClusterRole', name: 'look' },
    subjects: [{ kind: 'ServiceAccount', ...looker }],
  });
  const { status } = await member.api.createSubresource<{ readonly status: { readonly token: string } }>(
    serviceAccounts,
    looker,
    'token',
    { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } },
  );
  const { length } = member.api.writes;
  story.meanwhile('the user applies MemberCluster eu-1 with it', () => {
    seedKubeconfig(world, 'eu-1', member, () => ({ token: status.token }));
    seedMember(world, 'eu-1');
  });
  await story.settle();
  story.tellConditions();
  expect(readyOf(story, 'eu-1')?.reason).toBe('PermissionsMissing');
  expect(member.api.writes).toHaveLength(length);
  story.meanwhile('the user gives up and deletes it', () =>
    world.host.remove(memberClusters, { namespace: home, name: 'eu-1' }),
  );
  await story.settle();
  expect(world.host.read(memberClusters, { namespace: home, name: 'eu-1' })).toBeUndefined();
  expectGolden('kubeconfig-weak', story.text());
});

test('a Cluster that joined by other means is looked at, and nothing is touched', async () => {
  const story = await readyStory('a Cluster that joined by other means', { members: ['eu-1'] });
  const { world } = story;
  const plane = world.plane('demo');
  story.meanwhile('the user observes a Cluster that is not there yet', () =>
    seedMember(world, 'edge', { managementPolicy: 'ObserveOnly', syncMode: 'Pull' }),
  );
  await story.settle();
  expect(readyOf(story, 'edge')?.reason).toBe('ClusterNotFound');
  story.meanwhile('its agent registers it', () =>
    plane.api.seed(clusters, {
      metadata: { name: 'edge' },
      spec: { id: 'id-edge', syncMode: 'Pull' },
      status: {
        kubernetesVersion: 'v1.25.9',
        nodeSummary: { totalNum: 2, readyNum: 1 },
        conditions: [{ type: 'Ready', status: 'True', reason: 'ClusterReady' }],
      },
    }),
  );
  const writes = plane.api.writes.length;
  await story.settle();
  story.tellConditions();
  expect(readyOf(story, 'edge')?.status).toBe('True');
  const { status } = world.host.read<MemberCluster>(memberClusters, { namespace: home, name: 'edge' })!;
  expect([status?.summary?.nodes, status?.syncMode]).toEqual([{ total: 2, ready: 1 }, 'Pull']);
  story.meanwhile('the user stops observing', () =>
    world.host.remove(memberClusters, { namespace: home, name: 'edge' }),
  );
  await story.settle();
  expect(world.host.read(memberClusters, { namespace: home, name: 'edge' })).toBeUndefined();
  expect(plane.api.read(clusters, { name: 'edge' })?.metadata.deletionTimestamp).toBeUndefined();
  expect(plane.api.writes).toHaveLength(writes);
  expectGolden('observed-member', story.text());
});

test('a member does not answer and comes back', async () => {
  const story = await readyStory('a member does not answer and comes back', { members: ['eu-1', 'eu-2'] });
  const [member] = [...story.world.members.values()];
  story.meanwhile('eu-1 goes dark', () => (member!.up = false));
  await story.during(120_000);
  expect([readyOf(story, 'eu-1')?.status, readyOf(story, 'eu-2')?.status]).toEqual(['False', 'True']);
  story.tellConditions();
  story.meanwhile('eu-1 is back', () => (member!.up = true));
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expectGolden('member-unreachable', story.text());
});

test('the same cluster twice in one instance', async () => {
  const story = await readyStory('the same cluster twice in one instance', { members: ['eu-1'] });
  const { world } = story;
  const [member] = [...world.members.values()];
  story.meanwhile('the user applies MemberCluster twin with a kubeconfig of the same cluster', () => {
    seedKubeconfig(world, 'twin', member!);
    seedMember(world, 'twin');
  });
  await story.settle();
  expect(readyOf(story, 'twin')?.reason).toBe('ClusterAlreadyJoined');
  story.meanwhile('the user deletes twin again', () =>
    world.host.remove(memberClusters, { namespace: home, name: 'twin' }),
  );
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expect(world.host.all(memberClusters).map(({ metadata }) => metadata.name)).toEqual(['eu-1']);
  expectGolden('cluster-twice', story.text());
});

test('two MemberClusters claim the same cluster in the same second', async () => {
  const story = await readyStory('two MemberClusters claim the same cluster in the same second');
  const { world } = story;
  const member = world.addMember('eu-1');
  story.meanwhile('the user applies eu-1 and twin at once', () => {
    for (const name of ['eu-1', 'twin']) {
      seedKubeconfig(world, name, member);
      seedMember(world, name);
    }
  });
  await story.settle();
  expect([readyOf(story, 'eu-1')?.status, readyOf(story, 'twin')?.reason]).toEqual(['True', 'ClusterAlreadyJoined']);
  story.meanwhile('the user deletes eu-1, and twin takes over', () =>
    world.host.remove(memberClusters, { namespace: home, name: 'eu-1' }),
  );
  await story.settle();
  expect(readyOf(story, 'twin')?.status).toBe('True');
  expectGolden('cluster-twice-at-once', story.text());
});

test('the same cluster in two instances', async () => {
  const story = await readyStory('the same cluster in two instances', { members: ['eu-1'] });
  const { world } = story;
  const [member] = [...world.members.values()];
  story.meanwhile('the user applies instance other and MemberCluster eu-1-other of the same cluster', () => {
    seedInstance(world, 'other');
    seedKubeconfig(world, 'eu-1-other', member!);
    seedMember(world, 'eu-1-other', { instance: 'other' });
  });
  await story.settle();
  story.tellConditions();
  expect([readyOf(story, 'eu-1')?.status, readyOf(story, 'eu-1-other')?.status]).toEqual(['True', 'True']);
  story.meanwhile('the user deletes eu-1: the other membership stays whole', () =>
    world.host.remove(memberClusters, { namespace: home, name: 'eu-1' }),
  );
  await story.settle();
  expect(readyOf(story, 'eu-1-other')?.status).toBe('True');
  expect(member!.api.all(namespaces, { labelSelector: 'slipway.dev/instance-id' })).toHaveLength(1);
  expectGolden('cluster-shared', story.text());
});

test('a name in the plane that is taken', async () => {
  const story = await readyStory('a name in the plane that is taken', { members: ['eu-1'] });
  const { world } = story;
  const elder = world.plane('demo').api.read(clusters, { name: 'eu-1' });
  story.meanwhile('the user applies MemberCluster late of another cluster with clusterName eu-1', () => {
    seedKubeconfig(world, 'late', world.addMember('eu-9'));
    seedMember(world, 'late', { clusterName: 'eu-1' });
  });
  story.meanwhile('and MemberCluster by-hand, whose name somebody has given to a Cluster by hand', () => {
    seedKubeconfig(world, 'by-hand', world.addMember('eu-8'));
    seedMember(world, 'by-hand');
    world
      .plane('demo')
      .api.seed(clusters, { metadata: { name: 'by-hand' }, spec: { id: 'somebody', syncMode: 'Pull' } });
  });
  await story.settle();
  expect([readyOf(story, 'late')?.reason, readyOf(story, 'by-hand')?.reason]).toEqual([
    'ClusterNameTaken',
    'ClusterNameTaken',
  ]);
  story.meanwhile('the user deletes both: what bears their names stays', () => {
    for (const name of ['late', 'by-hand']) world.host.remove(memberClusters, { namespace: home, name });
  });
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expect(world.plane('demo').api.read(clusters, { name: 'eu-1' })?.metadata.uid).toBe(elder?.metadata.uid);
  expect(world.plane('demo').api.read(clusters, { name: 'by-hand' })?.metadata.deletionTimestamp).toBeUndefined();
  expectGolden('name-taken', story.text());
});

test('a member moves to another address', async () => {
  const story = await readyStory('a member moves to another address', { members: ['eu-1'] });
  const { world } = story;
  const [member] = [...world.members.values()];
  story.meanwhile('its API moves, and only the user knows where', () =>
    world.moveMember(member!, 'https://eu-1.moved.example.org:6443'),
  );
  await story.during(120_000);
  expect(readyOf(story, 'eu-1')?.status).toBe('False');
  story.meanwhile('the user writes the new address into the kubeconfig', () => {
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    seedKubeconfig(world, 'eu-1', member!);
  });
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  expect(world.karmada('demo').watches('eu-1')).toBe(true);
  const gate = 'https://gate.example.org:443';
  story.meanwhile('the user has the plane reach it through a gate', () => {
    world.members.set(gate, member!);
    editSpec(world, 'member', 'eu-1', (spec) =>
      Object.assign(spec, { connection: { kubeconfigSecretRef: { name: secretOf('eu-1') }, apiEndpoint: gate } }),
    );
  });
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
  const cluster = world.plane('demo').api.read<ClusterObject>(clusters, { name: 'eu-1' });
  expect(cluster?.spec?.['apiEndpoint']).toBe(gate);
  world.members.delete(member!.server);
  expect(world.karmada('demo').watches('eu-1')).toBe(true);
  expectGolden('member-moved', story.text());
});

test('a kubeconfig that leads to another cluster changes nothing for a member that is silent', async () => {
  const story = await readyStory('a kubeconfig that leads to another cluster', { members: ['eu-1'] });
  const { world } = story;
  const [member] = [...world.members.values()];
  story.meanwhile('eu-1 goes dark, and the Secret now leads to another cluster', () => {
    member!.up = false;
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    seedKubeconfig(world, 'eu-1', world.addMember('us-1'));
  });
  await story.during(120_000);
  expect(readyOf(story, 'eu-1')?.status).toBe('False');
  const other = [...world.members.values()].find(({ name }) => name === 'us-1');
  expect(other!.api.writes).toEqual([]);
  story.meanwhile('eu-1 is back', () => (member!.up = true));
  await story.settle();
  expect(readyOf(story, 'eu-1')?.status).toBe('True');
});
