import type { InstanceConditionType, MemberConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

type Common = InstanceConditionType & MemberConditionType;

/** Reasons of both kinds. Those that explain nothing by name may stand at any condition. */
export const sharedReasons = {
  Pending: {
    explains: [],
    cause: 'It is not the turn of this step yet; the message names the step that comes first.',
    owner: 'automatic',
    remedy: 'Look at the condition that the message names.',
  },
  ActionFailed: {
    explains: [],
    cause: 'A read or a write did not succeed; the message says which and why.',
    owner: 'automatic',
    remedy:
      'The operator tries again by itself, at growing intervals. If it lasts, the message and the log of the operator name the cause.',
  },
  Forbidden: {
    explains: [],
    cause:
      'The operator lacks a right that this step needs. Right after an instance is made this passes within seconds.',
    owner: 'admin',
    remedy: "If it lasts, compare the operator's rights with those of its chart.",
  },
  Suspended: {
    explains: [],
    cause: 'The spec sets managementPolicy to Suspended: nothing is changed but what would run out.',
    owner: 'user',
    remedy: 'Set managementPolicy to Full to let the operator go on.',
  },
  ObserveOnly: {
    explains: [],
    cause: 'The spec sets managementPolicy to ObserveOnly: the operator reports and changes nothing.',
    owner: 'user',
    remedy: 'Set managementPolicy to Full to let the operator act.',
  },
  Deleting: {
    explains: [],
    cause: 'The object is being deleted; the message names the step, and the status what remains.',
    owner: 'automatic',
    remedy: 'Wait. What holds the deletion up is named in the message.',
  },
  TakingCharge: {
    explains: ['SpecAccepted'],
    cause: 'The operator has seen the object and is taking responsibility for what it will make.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  Accepted: {
    explains: ['SpecAccepted'],
    cause: 'The spec can be carried out.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  NamespaceNotServed: {
    explains: ['SpecAccepted'],
    cause: "The operator's administrator has it look after certain namespaces, and this is none of them.",
    owner: 'admin',
    remedy: 'List the namespace in watchNamespaces of the chart slipway, or make the object in one that is listed.',
  },
  SpecInvalid: {
    explains: ['SpecAccepted'],
    cause:
      'The stored spec breaks a rule of the schema, which can be stricter than when the object was stored. The last accepted spec stays in force.',
    owner: 'user',
    remedy: 'Correct the field that the message names.',
  },
  HostUnreachable: {
    explains: [],
    cause: 'The API of the host cluster does not answer the operator.',
    owner: 'admin',
    remedy: 'Look at the API server of the host cluster. The operator goes on by itself when it answers.',
  },
  SecretUnreadable: {
    explains: [],
    cause: "The operator may not read or cannot reach Secrets of this object's namespace.",
    owner: 'admin',
    remedy:
      'List the namespace in watchNamespaces of the operator. If it stands there, look at the API server of the host cluster.',
  },
  PlaneUnreachable: {
    explains: [],
    cause: "The plane's API server does not answer.",
    owner: 'automatic',
    remedy:
      'The operator keeps trying. If it lasts, look at APIServerReady of the instance and at the Pods in its host namespace.',
  },
  Fresh: {
    explains: ['SummaryFresh'],
    cause: 'The summary was confirmed within its interval.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  Stale: {
    explains: ['SummaryFresh'],
    cause:
      'The source of the summary has not answered for a while. The values are the last good ones; staleSince says since when.',
    owner: 'automatic',
    remedy: 'The summary becomes fresh by itself when its source answers again.',
  },
  NotCollected: {
    explains: ['SummaryFresh'],
    cause: 'The summary has not been collected yet.',
    owner: 'automatic',
    remedy: 'Wait for the first collection, which follows as soon as the plane is ready.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<Common>>>;
