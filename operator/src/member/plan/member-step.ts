import type { MemberConditionType, MemberReason } from '../../api/conditions.ts';
import type { Lane } from '../../steps/judge.ts';
import type { Step, Verdict } from '../../steps/verdict.ts';
import type { MemberAction } from './action.ts';
import type { MemberObserved } from './observed.ts';

/** A step of a membership: conditions and reasons from the closed lists. */
export type MemberStep = Step<MemberObserved, MemberAction, MemberConditionType, MemberReason>;
export type MemberVerdict = Verdict<MemberAction, MemberReason>;
export type MemberLane = Lane<MemberObserved, MemberAction, MemberConditionType, MemberReason>;
