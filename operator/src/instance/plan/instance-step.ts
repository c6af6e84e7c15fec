import type { InstanceConditionType, InstanceReason } from '../../api/conditions.ts';
import type { Lane } from '../../steps/judge.ts';
import type { Step, Verdict } from '../../steps/verdict.ts';
import type { InstanceAction } from './action.ts';
import type { Observed } from './observed.ts';

/** A step of an instance: conditions and reasons from the closed lists. */
export type InstanceStep = Step<Observed, InstanceAction, InstanceConditionType, InstanceReason>;
export type InstanceVerdict = Verdict<InstanceAction, InstanceReason>;
export type InstanceLane = Lane<Observed, InstanceAction, InstanceConditionType, InstanceReason>;
