import type { InstanceConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

/** Reasons that the Helm release of a plane can give; those of a failed run come from the Helm adapter. */
export const instanceReleaseReasons = {
  Installed: {
    explains: ['ReleaseReady'],
    cause: 'The release is installed with the wanted chart and values.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  Installing: {
    explains: ['ReleaseReady'],
    cause: 'The plane is being installed for the first time.',
    owner: 'automatic',
    remedy: 'Wait. The other conditions tell how far it has got.',
  },
  Updating: {
    explains: ['ReleaseReady'],
    cause: 'A change of the spec is being carried to the plane.',
    owner: 'automatic',
    remedy: 'Wait. The other conditions tell how far it has got.',
  },
  Repairing: {
    explains: ['ReleaseReady'],
    cause: 'A component of the plane was deleted, or scaled by somebody else; the message names it.',
    owner: 'automatic',
    remedy: 'The operator installs it again. To have another number of Pods, set spec.components.',
  },
  ReleaseUnreadable: {
    explains: ['ReleaseReady'],
    cause: 'The records of the release cannot be read, or a run of Helm is still at work on it.',
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at the API server of the host cluster.',
  },
  ReleaseLocked: {
    explains: ['ReleaseReady'],
    cause: 'An earlier run of Helm ended before its end and left the release locked.',
    owner: 'automatic',
    remedy: 'The operator unlocks the release and repeats the run.',
  },
  ReleaseFailed: {
    explains: ['ReleaseReady'],
    cause: 'The last run of Helm failed; the message says why.',
    owner: 'automatic',
    remedy: 'The operator tries again. If it lasts, the message names what the host refuses, e.g. a quota or a policy.',
  },
  Cancelled: {
    explains: ['ReleaseReady'],
    cause: 'The operator was stopped while Helm was at work.',
    owner: 'automatic',
    remedy: 'The next operator repeats the run.',
  },
  ChartNotRenderable: {
    explains: ['ReleaseReady'],
    cause: 'Helm cannot read the chart or make objects of it; the message says where.',
    owner: 'admin',
    remedy: 'Repair the chart that the operator was started with, or install an operator whose chart is whole.',
  },
  ValuesRejected: {
    explains: ['ReleaseReady'],
    cause: "The chart's schema refuses a value; the message names it.",
    owner: 'user',
    remedy: 'Correct the field of spec.components that the message names.',
  },
  ObjectRejected: {
    explains: ['ReleaseReady'],
    cause: 'The host refuses an object of the chart as invalid, for example a change of a field that cannot change.',
    owner: 'user',
    remedy: 'Take the last change of the spec back, or correct what the message names.',
  },
  OwnedByOthers: {
    explains: ['ReleaseReady'],
    cause: 'An object that the release would make exists already and was not made by it; the message names it.',
    owner: 'admin',
    remedy: 'Move that object away. The operator never takes it over.',
  },
  Conflict: {
    explains: ['ReleaseReady'],
    cause: 'Somebody else changes the same objects as Helm.',
    owner: 'automatic',
    remedy: 'The operator tries again. If it lasts, find out who else writes to the objects that the message names.',
  },
  QuotaExceeded: {
    explains: ['ReleaseReady'],
    cause: 'A quota of the host leaves no room for an object of the plane.',
    owner: 'admin',
    remedy: 'Raise the quota of the host namespace, or ask for less in spec.components.',
  },
  PodSecurityDenied: {
    explains: ['ReleaseReady'],
    cause: "The host's Pod Security admission refuses a Pod of the plane.",
    owner: 'admin',
    remedy:
      "Let the label of the host namespace stand as the operator sets it. The chart's Pods meet the standard restricted.",
  },
  AdmissionDenied: {
    explains: ['ReleaseReady'],
    cause: 'An admission policy or webhook of the host refuses an object of the plane; the message has its words.',
    owner: 'admin',
    remedy: 'Exempt the namespaces of planes from that policy.',
  },
  WebhookUnavailable: {
    explains: ['ReleaseReady'],
    cause: 'An admission webhook of the host does not answer.',
    owner: 'admin',
    remedy: 'Bring the webhook that the message names back, or remove its configuration.',
  },
  NamespaceMissing: {
    explains: ['ReleaseReady'],
    cause: 'The host namespace vanished while Helm was at work.',
    owner: 'automatic',
    remedy: 'The operator makes the plane anew.',
  },
  TooLarge: {
    explains: ['ReleaseReady'],
    cause: 'The record of the release is larger than a Secret can be.',
    owner: 'user',
    remedy: 'Shorten spec.components, in most cases extraArgs.',
  },
  RecordUnreadable: {
    explains: ['ReleaseReady'],
    cause: 'A record of the release in the host namespace is damaged.',
    owner: 'admin',
    remedy: 'Restore the Secret that the message names from a backup, or delete it.',
  },
  Unauthorized: {
    explains: ['ReleaseReady'],
    cause: "The host refuses the operator's credentials.",
    owner: 'admin',
    remedy: "Look at the operator's ServiceAccount and at the clock of the host.",
  },
  Unreachable: {
    explains: ['ReleaseReady'],
    cause: 'Helm did not reach the API of the host cluster.',
    owner: 'automatic',
    remedy: 'The operator tries again. If it lasts, look at the API server of the host cluster.',
  },
  Timeout: {
    explains: ['ReleaseReady'],
    cause: 'Helm did not come to an end in time and was stopped.',
    owner: 'automatic',
    remedy: 'The operator unlocks the release and tries again.',
  },
  HelmUnavailable: {
    explains: ['ReleaseReady'],
    cause: 'The operator cannot start Helm.',
    owner: 'admin',
    remedy: 'Repair the image of the operator: it carries the helm program.',
  },
  HelmFailed: {
    explains: ['ReleaseReady'],
    cause: 'Helm failed in a way that the operator does not know.',
    owner: 'admin',
    remedy: "Look at the operator's log. The operator tries again by itself.",
  },
} as const satisfies Readonly<Record<string, ReasonEntry<InstanceConditionType>>>;
