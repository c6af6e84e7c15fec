import { threeEdits } from './edits.story.ts';
import { firstPlane } from './first-plane.story.ts';
import type { Story } from './kit/stage.ts';
import { leave } from './leave.story.ts';
import { sameSecond } from './same-second.story.ts';
import { twoInstances } from './two-instances.story.ts';

/** In this order, each on what the ones before have left. */
export const suite: readonly Story[] = [firstPlane, threeEdits, leave, twoInstances, sameSecond];
