import { badHosts } from './bad-hosts.story.ts';
import { badMembers } from './bad-members.story.ts';
import { brokenChart } from './broken-chart.story.ts';
import { deadMember } from './dead-member.story.ts';
import { threeEdits } from './edits.story.ts';
import { firstPlane } from './first-plane.story.ts';
import { helmKilled } from './helm-killed.story.ts';
import { kills } from './kills.story.ts';
import type { Story } from './kit/stage.ts';
import { leave } from './leave.story.ts';
import { outage } from './outage.story.ts';
import { outside } from './outside.story.ts';
import { longQuiet, quiet } from './quiet.story.ts';
import { refusedSpecs } from './refused-specs.story.ts';
import { sameSecond } from './same-second.story.ts';
import { secrets } from './secrets.story.ts';
import { takenBack } from './taken-back.story.ts';
import { renewedTokens, revokedTokens } from './tokens.story.ts';
import { twoInstances } from './two-instances.story.ts';

/** In this order, each on what the ones before have left. */
export const suite: readonly Story[] = [
  firstPlane,
  threeEdits,
  quiet,
  longQuiet,
  secrets,
  refusedSpecs,
  badMembers,
  helmKilled,
  outage,
  takenBack,
  deadMember,
  revokedTokens,
  renewedTokens,
  leave,
  badHosts,
  twoInstances,
  sameSecond,
  kills,
  outside,
  brokenChart,
];
