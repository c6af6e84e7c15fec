import type { KarmadaInstanceSpec } from '../../src/api/karmada-instance.ts';
import type { MemberClusterSpec } from '../../src/api/member-cluster.ts';
import { seedInstance, seedKubeconfig, seedMember, webDeployment } from './fixtures.ts';
import type { FakeWorldOptions } from './fake-world.ts';
import { Story } from './story.ts';

export interface ReadyStoryOptions {
  readonly spec?: Partial<KarmadaInstanceSpec>;
  /** Names of clusters that have joined, each with a propagated Deployment `shop/web`. */
  readonly members?: readonly string[];
  readonly member?: Partial<MemberClusterSpec>;
  readonly keys?: FakeWorldOptions['keys'];
}

/** A story that begins where instance `demo` is Ready and its members have joined. */
export async function readyStory(
  title: string,
  { spec, members = [], member = {}, keys }: ReadyStoryOptions = {},
): Promise<Story> {
  const story = new Story(title, keys && { keys });
  seedInstance(story.world, 'demo', spec);
  for (const name of members) {
    seedKubeconfig(story.world, name, story.world.addMember(name));
    seedMember(story.world, name, member);
  }
  await story.settle();
  for (const name of members) story.world.karmada('demo').propagate(name, webDeployment);
  await story.settle();
  return story.begin();
}
