import { test } from '@jest/globals';
import { seedInstance, seedKubeconfig, seedMember } from '../world/fixtures.ts';
import { expectGolden } from '../world/golden.ts';
import { keyRing } from '../../src/adapters/pki/key-ring.ts';
import { Story } from '../world/story.ts';

test('an instance becomes Ready', async () => {
  const story = new Story('an instance becomes Ready', { keys: keyRing });
  story.meanwhile('the user applies KarmadaInstance demo', () => seedInstance(story.world, 'demo'));
  await story.settle();
  story.tellConditions();
  expectGolden('create', story.text());
});

test('a push member joins', async () => {
  const story = new Story('a push member joins');
  seedInstance(story.world, 'demo');
  await story.settle();
  story.meanwhile('the user applies Secret eu-1-access and MemberCluster eu-1', () => {
    seedKubeconfig(story.world, 'eu-1', story.world.addMember('eu-1'));
    seedMember(story.world, 'eu-1');
  });
  await story.settle();
  story.tellConditions();
  expectGolden('push-join', story.text());
});
