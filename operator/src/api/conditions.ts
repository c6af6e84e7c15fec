import type { InstanceConditionType, MemberConditionType } from './condition-types.ts';
import { instanceReasons } from './reasons/instance.ts';
import { instanceReleaseReasons } from './reasons/instance-release.ts';
import { instanceRunningReasons } from './reasons/instance-running.ts';
import { memberReasons } from './reasons/member.ts';
import { memberJoinedReasons } from './reasons/member-joined.ts';
import type { ReasonEntry } from './reasons/reason-entry.ts';
import { sharedReasons } from './reasons/shared.ts';

export type { InstanceConditionType, MemberConditionType } from './condition-types.ts';

export type InstanceReason =
  | keyof typeof sharedReasons
  | keyof typeof instanceReasons
  | keyof typeof instanceReleaseReasons
  | keyof typeof instanceRunningReasons;
export type MemberReason = keyof typeof sharedReasons | keyof typeof memberReasons | keyof typeof memberJoinedReasons;

/** The closed list of reasons that a KarmadaInstance can give. */
export const reasonsOfInstance: Readonly<Record<InstanceReason, ReasonEntry<InstanceConditionType>>> = {
  ...sharedReasons,
  ...instanceReasons,
  ...instanceReleaseReasons,
  ...instanceRunningReasons,
};

/** The closed list of reasons that a MemberCluster can give. */
export const reasonsOfMember: Readonly<Record<MemberReason, ReasonEntry<MemberConditionType>>> = {
  ...sharedReasons,
  ...memberReasons,
  ...memberJoinedReasons,
};

/** A condition with the vocabulary of one kind; what report/ writes. */
export interface ConditionOf<Type extends string, Reason extends string> {
  readonly type: Type;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
  readonly observedGeneration?: number | undefined;
  readonly lastTransitionTime: string;
}

export type InstanceCondition = ConditionOf<InstanceConditionType, InstanceReason>;
export type MemberCondition = ConditionOf<MemberConditionType, MemberReason>;
