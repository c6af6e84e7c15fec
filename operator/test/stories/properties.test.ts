import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { resources } from '../../src/api/resources.ts';
import { KubeError } from '../../src/runtime/kube-error.ts';
import type { KubeObject } from '../../src/world.ts';
import { brokenRules } from '../world/condition-rules.ts';
import { home, kubeconfigText, secretOf, seedInstance, seedMember, webDeployment } from '../world/fixtures.ts';
import { Story } from '../world/story.ts';

const { karmadaInstances, memberClusters, namespaces, secrets, storageClasses } = resources;

const instanceNames = ['demo', 'other'];
const memberNames = ['eu-1', 'eu-2', 'twin'];

/** `twin` is the same cluster as `eu-1`; it joins the other instance. */
const clusterOf = (member: string): string => (member === 'eu-2' ? 'eu-2' : 'eu-1');
const instanceOf = (member: string): string => (member === 'twin' ? 'other' : 'demo');

const goodSpecs: readonly object[] = [
  {},
  { components: { karmadaScheduler: { replicas: 2 } } },
  { exposure: { type: 'NodePort' } },
  { exposure: { host: 'demo.example.org' }, isolation: { networkPolicy: 'Disabled' } },
  { members: { onInstanceDeletion: 'Detach' }, certificates: { leafDuration: '24h' } },
];
const badSpecs: readonly object[] = [
  { version: 'v9.9.9' },
  { etcd: { storage: { storageClassName: 'nowhere' } } },
  { managementPolicy: 'Suspended' },
  { managementPolicy: 'ObserveOnly' },
];

type Command =
  | { readonly kind: 'applyInstance'; readonly name: string; readonly spec: object }
  | {
      readonly kind: 'applyMember';
      readonly name: string;
      readonly workloads: 'Retain' | 'Delete';
      readonly secret: boolean;
    }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'dark'; readonly cluster: string }
  | { readonly kind: 'stopPlane'; readonly name: string }
  | { readonly kind: 'loseStatus'; readonly name: string }
  | { readonly kind: 'loseSecret'; readonly name: string }
  | { readonly kind: 'loseHostNamespace'; readonly name: string }
  | {
      readonly kind: 'errors';
      readonly code: number;
      readonly times: number;
      readonly afterCommit: boolean;
      readonly skip: number;
    }
  | { readonly kind: 'helmDies'; readonly after: number }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' };

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('applyInstance' as const),
      name: pick(instanceNames),
      spec: pick([...goodSpecs, ...badSpecs]),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('applyMember' as const),
      name: pick(memberNames),
      workloads: pick(['Retain', 'Delete'] as const),
      secret: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), name: pick([...instanceNames, ...memberNames]) }),
  },
  fc.record({ kind: fc.constant('dark' as const), cluster: pick(['eu-1', 'eu-2']) }),
  fc.record({ kind: fc.constant('stopPlane' as const), name: pick(instanceNames) }),
  fc.record({ kind: fc.constant('loseStatus' as const), name: pick([...instanceNames, ...memberNames]) }),
  fc.record({ kind: fc.constant('loseSecret' as const), name: pick(memberNames) }),
  fc.record({ kind: fc.constant('loseHostNamespace' as const), name: pick(instanceNames) }),
  fc.record({
    kind: fc.constant('errors' as const),
    code: pick([0, 403, 409, 429, 500, 503]),
    times: fc.integer({ min: 1, max: 6 }),
    afterCommit: fc.boolean(),
    skip: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({ kind: fc.constant('helmDies' as const), after: fc.integer({ min: 0, max: 8 }) }),
  fc.record({
    kind: fc.constant('die' as const),
    at: fc.integer({ min: 1, max: 20 }),
    when: pick(['before', 'after'] as const),
  }),
);

interface StatusObject extends KubeObject {
  readonly spec: object;
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
  };
}

class Walk {
  readonly story = new Story('a random walk', { small: true, karmadaPatienceMs: 3_000 });

  constructor() {
    for (const name of ['eu-1', 'eu-2']) this.#world.addMember(name);
  }

  get #world() {
    return this.story.world;
  }

  get objects(): readonly StatusObject[] {
    return [karmadaInstances, memberClusters].flatMap((kind) => this.#world.host.all<StatusObject>(kind));
  }

  do(command: Command): void {
    const { host, crash, releases } = this.#world;
    switch (command.kind) {
      case 'applyInstance':
        if (this.#find(command.name) === undefined) seedInstance(this.#world, command.name, command.spec);
        else this.#respec(command.name, { version: 'v1.18.1', ...command.spec });
        return;
      case 'applyMember':
        if (command.secret) this.#giveSecret(command.name);
        if (this.#find(command.name) === undefined)
          seedMember(this.#world, command.name, {
            instance: instanceOf(command.name),
            leave: { workloads: command.workloads },
          });
        return;
      case 'delete':
        if (this.#find(command.name) !== undefined)
          host.remove(kindOf(command.name), { namespace: home, name: command.name });
        return;
      case 'dark':
        this.#member(command.cluster).up = false;
        return;
      case 'stopPlane':
        this.#plane(command.name)?.stop();
        return;
      case 'loseStatus':
        if (this.#find(command.name) !== undefined)
          host.edit(kindOf(command.name), { namespace: home, name: command.name }, (object) => (object['status'] = {}));
        return;
      case 'loseSecret':
        if (host.read(secrets, { namespace: home, name: secretOf(command.name) }) !== undefined)
          host.remove(secrets, { namespace: home, name: secretOf(command.name) });
        return;
      case 'loseHostNamespace': {
        for (const { metadata } of host.all(namespaces, { labelSelector: `slipway.dev/instance=${command.name}` }))
          host.remove(namespaces, metadata);
        return;
      }
      case 'errors':
        this.#order(command);
        return;
      case 'helmDies':
        releases.dieNext(command.after);
        return;
      case 'die':
        crash.arm(command.at, command.when);
    }
  }

  /** Everything that hindered is gone, and every spec is one that can be carried out. */
  heal(): void {
    const { host, crash, members } = this.#world;
    crash.recover();
    for (const member of members.values()) member.up = true;
    for (const name of instanceNames) this.#plane(name)?.start();
    if (host.read(storageClasses, { name: 'local' }) === undefined)
      host.seed(storageClasses, { metadata: { name: 'local' } });
    for (const { metadata } of this.objects) {
      if (instanceNames.includes(metadata.name)) this.#respec(metadata.name, { version: 'v1.18.1' });
      else this.#giveSecret(metadata.name);
    }
  }

  /** Those that are wanted and can be had. */
  get lacking(): readonly string[] {
    const names = this.objects.map(({ metadata }) => metadata.name);
    return this.objects.flatMap(({ metadata, status }) => {
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      const possible = instanceNames.includes(metadata.name) || names.includes(instanceOf(metadata.name));
      if (metadata.deletionTimestamp !== undefined)
        return [`${metadata.name} is still being deleted: ${ready?.reason ?? ''} ${ready?.message ?? ''}`];
      return ready?.status === 'True' || !possible
        ? []
        : [`${metadata.name} is not ready: ${ready?.reason ?? ''} ${ready?.message ?? ''}`];
    });
  }

  /** Deletions by the operator, but for Helm's own records. */
  get deletions(): readonly string[] {
    const servers = [
      this.#world.host,
      ...[...this.#world.members.values()].map(({ api }) => api),
      ...instanceNames.flatMap((name) => this.#plane(name)?.api ?? []),
    ];
    return servers
      .flatMap(({ writes }) =>
        writes.filter(
          ({ verb, name, changed }) => verb === 'delete' && changed && name?.startsWith('sh.helm.') !== true,
        ),
      )
      .map(({ server, plural, name }) => `${server} ${plural} ${name ?? ''}`);
  }

  #order({ code, skip, times, afterCommit }: Extract<Command, { kind: 'errors' }>): void {
    let left = skip;
    const error = new KubeError({
      code,
      reason: code === 409 ? 'Conflict' : 'Ordered',
      message: 'ordered by the test',
    });
    this.#world.host.failNext(() => (left -= 1) < 0, error, { times, afterCommit });
  }

  #find(name: string): KubeObject | undefined {
    return this.#world.host.read(kindOf(name), { namespace: home, name });
  }

  #respec(name: string, spec: object): void {
    this.#world.host.edit(karmadaInstances, { namespace: home, name }, (object) => Object.assign(object, { spec }));
  }

  #giveSecret(name: string): void {
    const key = { namespace: home, name: secretOf(name) };
    if (this.#world.host.read(secrets, key) !== undefined) return;
    const member = this.#member(clusterOf(name));
    this.#world.host.seed(secrets, {
      metadata: key,
      stringData: { value: kubeconfigText(member, { token: member.adminToken }) },
    });
  }

  #member(cluster: string) {
    return [...this.#world.members.values()].find(({ name }) => name === cluster)!;
  }

  #plane(name: string) {
    try {
      return this.#world.plane(name);
    } catch {
      return undefined;
    }
  }
}

const kindOf = (name: string) => (instanceNames.includes(name) ? karmadaInstances : memberClusters);

const walk = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 5 })), { minLength: 2, maxLength: 10 });

test('whatever happened: the rules hold all the way, all comes to rest as wanted, and then nothing is written', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      const world = new Walk();
      const { story } = world;
      for (const [what, rounds] of steps) {
        world.do(what);
        for (let round = 0; round < rounds; round += 1) {
          const before = world.deletions.length;
          const leaving = world.objects.some(({ metadata }) => metadata.deletionTimestamp !== undefined);
          story.world.now += Math.min(2_000, await story.round());
          expect(world.objects.flatMap(brokenRules)).toEqual([]);
          if (!leaving) expect(world.deletions.slice(before)).toEqual([]);
        }
      }
      world.heal();
      expect(await story.settle()).toBeLessThanOrEqual(40);
      expect(world.lacking).toEqual([]);
      expect(world.objects.flatMap(brokenRules)).toEqual([]);
      const { writes } = story.world.crash;
      for (let round = 0; round < 3; round += 1) await story.round();
      expect(story.world.crash.writes).toBe(writes);
    }),
    { numRuns: Number(process.env['SLIPWAY_WALKS'] ?? 30) },
  );
}, 120_000);

test('the propagated workload of a member that stays is never touched', async () => {
  const wanted = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(wanted, async (steps) => {
      const world = new Walk();
      const { story } = world;
      world.do({ kind: 'applyInstance', name: 'demo', spec: {} });
      world.do({ kind: 'applyMember', name: 'eu-2', workloads: 'Retain', secret: true });
      await story.settle();
      story.world.karmada('demo').propagate('eu-2', webDeployment);
      await story.settle();
      const member = [...story.world.members.values()].find(({ name }) => name === 'eu-2')!;
      const before = member.api.read(webDeployment.resource, webDeployment.object.metadata);
      for (const [what, rounds] of steps) {
        world.do(what);
        for (let round = 0; round < rounds; round += 1) story.world.now += Math.min(2_000, await story.round());
      }
      world.heal();
      await story.settle();
      expect(member.api.read(webDeployment.resource, webDeployment.object.metadata)?.metadata.uid).toBe(
        before?.metadata.uid,
      );
    }),
    { numRuns: 10 },
  );
}, 120_000);
