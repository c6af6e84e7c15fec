import { expect, test } from '@jest/globals';
import { keyRing } from '../../src/adapters/pki/key-ring.ts';
import { resources } from '../../src/api/resources.ts';
import type { KarmadaInstance } from '../../src/api/karmada-instance.ts';
import { editSpec, home, seedInstance } from '../world/fixtures.ts';
import { expectGolden } from '../world/golden.ts';
import { readyStory } from '../world/ready-story.ts';
import { Story } from '../world/story.ts';

const { configMaps, deployments, karmadaInstances, namespaces, secrets, storageClasses } = resources;

const demo = { namespace: home, name: 'demo' };
const instance = ({ world }: Story) => world.host.read<KarmadaInstance>(karmadaInstances, demo);
const ready = (story: Story) => story.conditionsOf(karmadaInstances, demo).find(({ type }) => type === 'Ready');

test('an unknown version, then a known one', async () => {
  const story = new Story('an unknown version, then a known one');
  story.meanwhile('the user applies demo with version v9.9.9', () =>
    seedInstance(story.world, 'demo', { version: 'v9.9.9' }),
  );
  await story.settle();
  story.tellConditions();
  expect(story.world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' })).toEqual([]);
  story.meanwhile('the user corrects the version', () =>
    editSpec(story.world, 'instance', 'demo', (spec) => (spec['version'] = 'v1.18.1')),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('unknown-version', story.text());
});

test('a spec that turns bad does not stop what keeps a plane alive', async () => {
  const story = await readyStory('a spec that turns bad does not stop what keeps a plane alive', {
    members: ['eu-1'],
    spec: { exposure: { host: 'demo.example.org' } },
  });
  const { world } = story;
  story.meanwhile('the user asks for v9.9.9', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['version'] = 'v9.9.9')),
  );
  await story.settle();
  story.meanwhile('eight months pass, and a certificate is due', () => (world.now += 8 * 31 * 24 * 3600_000));
  await story.settle();
  story.meanwhile('somebody deletes the published kubeconfig', () =>
    world.host.remove(secrets, { namespace: home, name: 'demo-kubeconfig' }),
  );
  await story.settle();
  story.tellConditions();
  expect(instance(story)?.status?.endpoints).toContainEqual({ type: 'External', url: 'https://demo.example.org:443' });
  story.meanwhile('the user takes the change back', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['version'] = 'v1.18.1')),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('spec-turns-bad', story.text());
});

test('no default StorageClass, then one', async () => {
  const story = new Story('no default StorageClass, then one');
  const { world } = story;
  world.host.remove(storageClasses, { name: 'local' });
  story.meanwhile('the user applies demo', () => seedInstance(world, 'demo'));
  await story.settle();
  story.tellConditions();
  story.meanwhile('the administrator marks a StorageClass as default', () =>
    world.host.seed(storageClasses, {
      metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    }),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('no-storage-class', story.text());
});

test('helm is killed while it installs', async () => {
  const story = new Story('helm is killed while it installs');
  seedInstance(story.world, 'demo');
  story.meanwhile('helm will be killed after two objects', () => story.world.releases.dieNext(2));
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('helm-killed-install', story.text());
});

test('helm is killed while it installs, and the StorageClass is changed before the next attempt', async () => {
  const story = new Story('the StorageClass is changed before the next attempt');
  seedInstance(story.world, 'demo');
  story.world.releases.dieNext(2);
  for (let round = 0; round < 5; round += 1) story.world.now += Math.min(2_000, await story.round());
  const named = (storageClassName: string | undefined) =>
    editSpec(story.world, 'instance', 'demo', (spec) => (spec['etcd'] = { storage: { storageClassName } }));
  named('nowhere');
  await story.settle();
  expect(ready(story)).toMatchObject({ status: 'False', reason: 'StorageClassCannotChange' });
  named(undefined);
  await story.settle();
  expect(ready(story)?.status).toBe('True');
});

test('helm is killed while it upgrades', async () => {
  const story = await readyStory('helm is killed while it upgrades');
  story.meanwhile('the user asks for two schedulers; helm will be killed after three objects', () => {
    story.world.releases.dieNext(3);
    editSpec(story.world, 'instance', 'demo', (spec) => (spec['components'] = { karmadaScheduler: { replicas: 2 } }));
  });
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expect(story.world.kubelet.rollouts).toEqual(['demo-scheduler']);
  expectGolden('helm-killed-upgrade', story.text());
});

test('helm fails in a way that trying again does not mend', async () => {
  const story = await readyStory('helm fails in a way that trying again does not mend');
  const { world } = story;
  story.meanwhile('the user asks for an extra argument that the chart refuses', () => {
    editSpec(
      world,
      'instance',
      'demo',
      (spec) => (spec['components'] = { etcd: { extraArgs: [{ name: 'x', value: 'y' }] } }),
    );
  });
  const versions: (string | undefined)[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    world.releases.failNext({
      kind: 'failed',
      retry: 'terminal',
      reason: 'ValuesRejected',
      message: 'the chart refuses components.etcd.extraArgs',
    });
    await story.round();
    versions.push(instance(story)?.metadata.resourceVersion);
  }
  // Status says the same from one attempt to the next.
  expect(new Set(versions.slice(1)).size).toBe(1);
  story.tellConditions();
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('helm-refused', story.text());
});

test('the plane is gone for a minute', async () => {
  const story = await readyStory('the plane is gone for a minute', { members: ['eu-1'] });
  const { world } = story;
  const before = instance(story)?.status?.summary;
  story.meanwhile('the plane stops answering', () => world.plane('demo').stop());
  await story.during(60_000);
  expect(instance(story)?.status?.summary).toEqual({ ...before, staleSince: expect.any(String) });
  story.tellConditions();
  story.meanwhile('the plane is back', () => world.plane('demo').start());
  await story.settle();
  expect(instance(story)?.status?.summary?.staleSince).toBeUndefined();
  expect(ready(story)?.status).toBe('True');
  expectGolden('plane-down', story.text());
});

test('a spec that never could run is corrected', async () => {
  const story = new Story('a spec that never could run is corrected');
  const { world } = story;
  story.meanwhile('the user applies demo with more memory for etcd than any node has', () => {
    world.kubelet.broken.set('demo-etcd', 'no node has so much memory');
    seedInstance(world, 'demo', { components: { etcd: { resources: { requests: { memory: '9999Gi' } } } } });
  });
  await story.during(60_000);
  expect([ready(story)?.status, world.releases.runs]).toEqual(['False', 1]);
  story.meanwhile('the user corrects it', () =>
    editSpec(world, 'instance', 'demo', (spec) => delete spec['components']),
  );
  await story.during(30_000);
  expect(world.releases.runs).toBe(2);
  story.meanwhile('etcd starts', () => world.kubelet.broken.clear());
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('spec-corrected', story.text());
});

test('an edit that keeps etcd from running is taken back', async () => {
  const story = await readyStory('an edit that keeps etcd from running is taken back');
  const { world } = story;
  const runs = world.releases.runs;
  story.meanwhile('the user asks for more memory for etcd than any node has', () => {
    world.kubelet.broken.set('demo-etcd', 'no node has so much memory');
    world.plane('demo').stop();
    editSpec(
      world,
      'instance',
      'demo',
      (spec) => (spec['components'] = { etcd: { resources: { requests: { memory: '9999Gi' } } } }),
    );
  });
  await story.during(60_000);
  expect([ready(story)?.status, world.releases.runs]).toEqual(['False', runs + 1]);
  story.meanwhile('the user takes the change back', () =>
    editSpec(world, 'instance', 'demo', (spec) => delete spec['components']),
  );
  await story.during(30_000);
  expect(world.releases.runs).toBe(runs + 2);
  story.meanwhile('etcd starts', () => {
    world.kubelet.broken.clear();
    world.plane('demo').start();
  });
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('edit-taken-back', story.text());
});

test('suspended: nothing is changed but what would run out', async () => {
  const story = await readyStory('suspended: nothing is changed but what would run out', { members: ['eu-1'] });
  const { world } = story;
  const runs = world.releases.runs;
  story.meanwhile('the user suspends the instance', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['managementPolicy'] = 'Suspended')),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  story.meanwhile('the user asks for two schedulers meanwhile', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['components'] = { karmadaScheduler: { replicas: 2 } })),
  );
  await story.settle();
  story.tellConditions();
  const expires = instance(story)?.status?.certificates?.[0]?.notAfter;
  story.meanwhile('eight months pass, and certificates are due', () => (world.now += 8 * 31 * 24 * 3600_000));
  await story.settle();
  expect(instance(story)?.status?.certificates?.[0]?.notAfter).not.toBe(expires);
  // Karmada has to learn of the member's new tokens, or it would lose the member.
  expect([world.releases.runs, world.kubelet.rollouts]).toEqual([runs, ['demo-controller-manager']]);
  story.meanwhile('the user lets the operator go on', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['managementPolicy'] = 'Full')),
  );
  await story.settle();
  expect([ready(story)?.status, world.releases.runs, world.kubelet.rollouts]).toEqual([
    'True',
    runs + 1,
    ['demo-controller-manager', 'demo-scheduler'],
  ]);
  expectGolden('suspended', story.text());
});

test('an instance that is only observed is not taken down', async () => {
  const story = await readyStory('an instance that is only observed is not taken down', { members: ['eu-1'] });
  const { world } = story;
  story.meanwhile('the user sets ObserveOnly, and a tool prunes the instance', () => {
    editSpec(world, 'instance', 'demo', (spec) => (spec['managementPolicy'] = 'ObserveOnly'));
    world.host.remove(karmadaInstances, demo);
  });
  const workloads = world.host.all(deployments).length;
  await story.settle();
  story.tellConditions();
  expect(ready(story)?.reason).toBe('ObserveOnly');
  expect(instance(story)?.status?.deletion).not.toHaveProperty('deadline');
  expect(world.host.all(deployments)).toHaveLength(workloads);
  story.meanwhile('the user means it', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['managementPolicy'] = 'Full')),
  );
  await story.settle();
  expect(world.host.read(karmadaInstances, demo)).toBeUndefined();
  expectGolden('observed-instance', story.text());
});

test('edits roll only what they name', async () => {
  const story = await readyStory('edits roll only what they name', { keys: keyRing });
  const { world } = story;
  const edits: readonly (readonly [string, object, string])[] = [
    ['two schedulers', { karmadaScheduler: { replicas: 2 } }, 'demo-scheduler'],
    [
      'an extra argument of the webhook',
      { karmadaScheduler: { replicas: 2 }, karmadaWebhook: { extraArgs: [{ name: 'v', value: '4' }] } },
      'demo-webhook',
    ],
    [
      'more memory for etcd',
      {
        karmadaScheduler: { replicas: 2 },
        karmadaWebhook: { extraArgs: [{ name: 'v', value: '4' }] },
        etcd: { resources: { requests: { memory: '512Mi' } } },
      },
      'demo-etcd',
    ],
  ];
  for (const [what, components, rolled] of edits) {
    const { runs } = world.releases;
    world.kubelet.rollouts.length = 0;
    story.meanwhile(`the user asks for ${what}`, () =>
      editSpec(world, 'instance', 'demo', (spec) => (spec['components'] = components)),
    );
    await story.settle();
    expect([world.releases.runs - runs, world.kubelet.rollouts]).toEqual([1, [rolled]]);
    story.tell(`    rolled: ${world.kubelet.rollouts.join(', ')}`);
  }
  const { runs } = world.releases;
  world.kubelet.rollouts.length = 0;
  story.meanwhile('the user gives the plane another outside name', () =>
    editSpec(world, 'instance', 'demo', (spec) => (spec['exposure'] = { host: 'demo.example.org' })),
  );
  await story.settle();
  expect([world.releases.runs - runs, world.kubelet.rollouts]).toEqual([0, []]);
  expect(ready(story)?.status).toBe('True');
  expectGolden('edits', story.text());
});

test('changes that a running plane cannot follow', async () => {
  const story = await readyStory('changes that a running plane cannot follow');
  for (const [what, etcd] of [
    ['another StorageClass', { storage: { storageClassName: 'fast' } }],
    ['a larger volume', { storage: { size: '50Gi' } }],
  ] as const) {
    story.meanwhile(`the user asks for ${what}`, () =>
      editSpec(story.world, 'instance', 'demo', (spec) => (spec['etcd'] = etcd)),
    );
    await story.settle();
  }
  story.meanwhile('the user takes it back', () =>
    editSpec(story.world, 'instance', 'demo', (spec) => Reflect.deleteProperty(spec, 'etcd')),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('cannot-follow', story.text());
});

test('status is lost: the identity is read back', async () => {
  const story = await readyStory('status is lost: the identity is read back', { members: ['eu-1'] });
  const { world } = story;
  const before = instance(story)?.status;
  story.meanwhile('the object is restored from a backup without its status', () =>
    world.host.edit(karmadaInstances, demo, (object) => (object['status'] = {})),
  );
  await story.settle();
  expect(instance(story)?.status).toMatchObject({ id: before?.id, hostNamespace: before?.hostNamespace });
  expect(world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' })).toHaveLength(1);
  expectGolden('status-lost', story.text());
});

test('a former instance of the same name is found', async () => {
  const story = await readyStory('a former instance of the same name is found');
  const { world } = story;
  const former = instance(story)?.status?.hostNamespace ?? '';
  story.meanwhile('the object is torn out without its finalizer and applied again from Git', () => {
    world.host.edit(karmadaInstances, demo, (object) => {
      object['metadata'] = { ...(object['metadata'] as object), finalizers: [] };
    });
    world.host.remove(karmadaInstances, demo);
    seedInstance(world, 'demo');
  });
  await story.settle();
  story.tellConditions();
  expect(
    world.host.all(namespaces, { labelSelector: 'slipway.dev/instance' }).map(({ metadata }) => metadata.name),
  ).toEqual([former]);
  story.meanwhile('the administrator deletes the former namespace', () =>
    world.host.remove(namespaces, { name: former }),
  );
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('former-instance', story.text());
});

test('a key is deleted, then the authority', async () => {
  const story = await readyStory('a key is deleted, then the authority', { members: ['eu-1'] });
  const { world } = story;
  const namespace = instance(story)?.status?.hostNamespace ?? '';
  const authority = world.host.read(secrets, { namespace, name: 'demo-ca' });
  story.meanwhile('somebody deletes the Secret with the webhook’s key', () =>
    world.host.remove(secrets, { namespace, name: 'demo-webhook-pki' }),
  );
  await story.settle();
  expect(world.host.read(secrets, { namespace, name: 'demo-ca' })).toEqual(authority);
  story.meanwhile('somebody deletes the Secret with the authorities', () =>
    world.host.remove(secrets, { namespace, name: 'demo-ca' }),
  );
  await story.settle();
  story.tellConditions();
  expect(ready(story)?.reason).toBe('AuthorityLost');
  story.meanwhile('the administrator restores it', () => world.host.seed(secrets, authority!));
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('authority-lost', story.text());
});

test('what somebody takes away is made again', async () => {
  const story = await readyStory('what somebody takes away is made again');
  const { world } = story;
  const namespace = instance(story)?.status?.hostNamespace ?? '';
  story.meanwhile('the version marker, the RoleBinding and the accepted spec are deleted', () => {
    world.plane('demo').api.remove(configMaps, { namespace: 'karmada-system', name: 'karmada-version' });
    world.host.remove(resources.roleBindings, { namespace, name: 'slipway' });
    world.host.remove(configMaps, { namespace, name: 'slipway-accepted-spec' });
  });
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  story.meanwhile('the whole host namespace is deleted', () => world.host.remove(namespaces, { name: namespace }));
  await story.settle();
  expect(ready(story)?.status).toBe('True');
  expectGolden('taken-away', story.text());
});
