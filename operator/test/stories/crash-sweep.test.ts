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

const all = ({ world }: Story) =>
  [karmadaInstances, memberClusters].flatMap((kind) => world.host.all<StatusObject>(kind));
const ready = (story: Story) =>
  all(story).every(
    ({ status }) => status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true,
  );
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
      instance['spec'] = {
        ...(instance['spec'] as object),
        components: { karmadaScheduler: { replicas: 2 } },
        exposure: { host: 'demo.example.org' },
      };
    }),
  isDone: (story) => story.rounds > 5 && ready(story),
};

/** Plays an act to its end. Returns the round of each of its writes. */
async function play(story: Story, act: Act, crash?: Crash): Promise<readonly number[]> {
  const { world } = story;
  const rounds: number[] = [];
  story.rounds = 0;
  act.begin(story);
  if (crash !== undefined) world.crash.arm(crash.at, crash.when);
  for (let quiet = 0; quiet < 2;) {
    if (story.rounds > 150) throw new Error(`not done after ${story.rounds} rounds:\n${story.text()}`);
    const { changes } = world;
    const { writes } = world.crash;
    world.now += Math.max(100, await story.round());
    for (let write = writes; write < world.crash.writes; write += 1) rounds.push(story.rounds);
    quiet = act.isDone(story) && world.changes === changes ? quiet + 1 : 0;
  }
  return rounds;
}

async function prepared(acts: readonly Act[]): Promise<Story> {
  const story = new Story(acts.map(({ name }) => name).join(', then '), { small: true, karmadaPatienceMs: 3_000 });
  for (const act of acts) await play(story, act);
  return story;
}

/** Before every write, and after it where somebody else comes in before the next one: death between two writes of one pass is the same on both sides. */
function crashes(rounds: readonly number[]): readonly Crash[] {
  return rounds.flatMap((round, index) => {
    const at = index + 1;
    const before: Crash = { at, when: 'before' };
    return rounds[at] === round ? [before] : [before, { at, when: 'after' }];
  });
}

test.each([
  { what: join.name, acts: [join], least: 85 },
  { what: edit.name, acts: [join, edit], least: 30 },
  { what: leave.name, acts: [join, leave], least: 20 },
  { what: leaveAndDelete.name, acts: [join, leaveAndDelete], least: 12 },
  { what: deleteAll.name, acts: [join, deleteAll], least: 25 },
])(
  '$what: killed before and after every write, at $least points at least, it ends as if nothing had happened',
  async ({ acts, least }) => {
    const [last, ...first] = acts.toReversed();
    const whole = await prepared(first.toReversed());
    const points = crashes(await play(whole, last!));
    const wanted = endState(whole.world);
    expect(points.length).toBeGreaterThanOrEqual(least);
    for (const point of points) {
      const story = await prepared(first.toReversed());
      await play(story, last!, point);
      expect({ point, state: endState(story.world) }).toEqual({ point, state: wanted });
    }
  },
  60_000,
);
