import { expect, test } from '@jest/globals';
import { resources } from '../../src/api/resources.ts';
import type { KubeObject } from '../../src/world.ts';
import { endState } from '../world/end-state.ts';
import { home, secretOf, seedInstance, seedKubeconfig, seedMember, webDeployment } from '../world/fixtures.ts';
import { Story } from '../world/story.ts';

const { karmadaInstances, memberClusters, namespaces, secrets } = resources;

interface Crash {
  readonly at: number;
  readonly when: 'before' | 'after';
}

interface StatusObject extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** One act of a scenario: what the user does, and when it has come to its end. */
interface Act {
  readonly name: string;
  readonly begin: (story: Story) => void;
  readonly isDone: (story: Story) => boolean;
}

const all = ({ world }: Story) => [karmadaInstances, memberClusters].flatMap((kind) => world.host.all<StatusObject>(kind));
const ready = (story: Story) => all(story).every(({ status }) => status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);
const gone = (story: Story) => all(story).length === 0;

const join: Act = {
  name: 'create an instance and join a member',
  begin: ({ world }) => {
    seedInstance(world, 'demo');
    seedKubeconfig(world, 'eu-1', world.addMember('eu-1'));
    seedMember(world, 'eu-1');
  },
  isDone: ready,
};

const leave: Act = {
  name: 'a member leaves and keeps its workloads',
  begin: ({ world }) => {
    world.karmada('demo').propagate('eu-1', webDeployment);
    world.tick();
    world.host.remove(memberClusters, { namespace: home, name: 'eu-1' });
  },
  isDone: ({ world }) => world.host.all(memberClusters).length === 0,
};

const leaveAndDelete: Act = {
  name: 'a member leaves and its workloads go',
  begin: (story) => {
    story.world.host.edit(memberClusters, { namespace: home, name: 'eu-1' }, (member) => {
      member['spec'] = { ...(member['spec'] as object), leave: { workloads: 'Delete' } };
    });
    leave.begin(story);
  },
  isDone: leave.isDone,
};

const deleteAll: Act = {
  name: 'the whole namespace is deleted',
  begin: ({ world }) => {
    world.karmada('demo').propagate('eu-1', webDeployment);
    world.tick();
    world.host.remove(secrets, { namespace: home, name: secretOf('eu-1') });
    world.host.remove(karmadaInstances, { namespace: home, name: 'demo' });
    world.host.remove(memberClusters, { namespace: home, name: 'eu-1' });
    world.host.remove(namespaces, { name: home });
  },
  isDone: gone,
};

const edit: Act = {
  name: 'an edit that rolls a component and moves the address',
  begin: ({ world }) =>
    world.host.edit(karmadaInstances, { namespace: home, name: 'demo' }, (instance) => {
      instance['spec'] = { ...(instance['spec'] as object), components: { karmadaScheduler: { replicas: 2 } }, exposure: { host: 'demo.example.org' } };
    }),
  isDone: (story) => story.rounds > 5 && ready(story),
};

async function play(story: Story, act: Act, crash?: Crash): Promise<number> {
  const { world } = story;
  story.rounds = 0;
  act.begin(story);
  const before = world.crash.writes;
  if (crash !== undefined) world.crash.arm(crash.at, crash.when);
  for (let left = 2; left > 0; left -= act.isDone(story) ? 1 : 0) {
    if (story.rounds > 150) throw new Error(`not done after ${story.rounds} rounds:\n${story.text()}`);
    world.now += Math.max(100, await story.round());
  }
  return world.crash.writes - before;
}

async function prepared(acts: readonly Act[]): Promise<Story> {
  const story = new Story(acts.map(({ name }) => name).join(', then '), { small: true, karmadaPatienceMs: 3_000 });
  for (const act of acts) await play(story, act);
  return story;
}

test.each([
  { acts: [join], least: 140 },
  { acts: [join, edit], least: 50 },
  { acts: [join, leave], least: 30 },
  { acts: [join, leaveAndDelete], least: 20 },
  { acts: [join, deleteAll], least: 40 },
])('$acts.length acts, killed before and after each write of the last one ($least points at least)', async ({ acts, least }) => {
  const [last, ...first] = acts.toReversed();
  const whole = await prepared(first.toReversed());
  const writes = await play(whole, last!);
  const wanted = endState(whole.world);
  expect(writes * 2).toBeGreaterThanOrEqual(least);
  for (let at = 1; at <= writes; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const story = await prepared(first.toReversed());
      await play(story, last!, { at, when });
      expect({ at, when, state: endState(story.world) }).toEqual({ at, when, state: wanted });
    }
  }
});
