import type { ReleaseFailureReason } from './port.ts';

export interface FailureRule {
  readonly pattern: RegExp;
  readonly retry: 'transient' | 'terminal';
  readonly reason: ReleaseFailureReason;
  /** May name what the pattern's groups caught, and those catch names, kinds and paths only, never values. */
  readonly message: (found: Readonly<Record<string, string | undefined>>) => string;
}

/** Helm exits with 1 whatever happened, so its words are all there is. The first rule that fits counts: narrow ones come first. */
export const failureRules: readonly FailureRule[] = [
  {
    pattern: /because it is being terminated/,
    retry: 'transient',
    reason: 'NamespaceTerminating',
    message: () => 'the namespace is being deleted; it must be gone before the release can be installed',
  },
  {
    pattern: /exceeded quota: (?<quota>[a-z0-9.-]{1,253})|failed quota: (?<failed>[a-z0-9.-]{1,253})/,
    retry: 'transient',
    reason: 'QuotaExceeded',
    message: ({ quota, failed }) =>
      `ResourceQuota "${quota ?? failed ?? ''}" of the namespace leaves no room; raise it`,
  },
  {
    pattern: /violates PodSecurity "(?<level>[a-z]{1,16}):/,
    retry: 'terminal',
    reason: 'PodSecurityDenied',
    message: ({ level }) => `a Pod of the chart violates Pod Security level "${level ?? ''}" of the namespace`,
  },
  {
    pattern: /failed calling webhook "(?<webhook>[a-z0-9.-]{1,253})"/,
    retry: 'transient',
    reason: 'WebhookUnavailable',
    message: ({ webhook }) => `admission webhook "${webhook ?? ''}" of the host does not answer`,
  },
  {
    pattern:
      /ValidatingAdmissionPolicy '(?<policy>[a-z0-9.-]{1,253})'.{0,300}denied request|admission webhook "(?<webhook>[a-z0-9.-]{1,253})" denied the request/,
    retry: 'terminal',
    reason: 'AdmissionDenied',
    message: ({ policy, webhook }) =>
      policy === undefined
        ? `admission webhook "${webhook ?? ''}" of the host denies an object of the chart`
        : `ValidatingAdmissionPolicy "${policy}" of the host denies an object of the chart`,
  },
  {
    pattern: /cannot (?<verb>[a-z]{1,32}) resource "(?<resource>[a-z0-9./-]{1,128})" in API group/,
    retry: 'transient',
    reason: 'Forbidden',
    message: ({ verb, resource }) =>
      `the operator may not ${verb ?? 'write'} ${resource ?? 'this'} in the namespace; right after a RoleBinding this passes by itself`,
  },
  {
    pattern: /attempting to grant RBAC permissions not currently held|is forbidden:/,
    retry: 'transient',
    reason: 'Forbidden',
    message: () => 'the host forbids an object of the chart to the operator',
  },
  {
    pattern: /asked for the client to provide credentials|\bUnauthorized\b/,
    retry: 'transient',
    reason: 'Unauthorized',
    message: () => "the host does not accept the operator's credentials",
  },
  {
    pattern:
      /another operation \(install\/upgrade\/rollback\) is in progress|release: already exists|has no deployed releases/,
    retry: 'transient',
    reason: 'ReleaseLocked',
    message: () => 'an operation on this release was interrupted; it is unlocked first',
  },
  {
    pattern:
      /(?<kind>[A-Za-z]{1,63}) "(?<name>[A-Za-z0-9.:_-]{1,253})" in namespace "[a-z0-9-]{0,63}" exists and cannot be imported/,
    retry: 'terminal',
    reason: 'OwnedByOthers',
    message: ({ kind, name }) =>
      `${kind ?? 'an object'} "${name ?? ''}" exists already and is not of this release; move it away`,
  },
  {
    pattern:
      /Request entity too large|Too long: may not be more than 1048576 bytes|trying to send message larger than max/,
    retry: 'terminal',
    reason: 'TooLarge',
    message: () => 'the release record or an object of the chart is larger than the host takes',
  },
  {
    pattern: /namespaces "(?<namespace>[a-z0-9-]{1,63})" not found/,
    retry: 'transient',
    reason: 'NamespaceMissing',
    message: ({ namespace }) => `namespace "${namespace ?? ''}" does not exist`,
  },
  {
    pattern: /the object has been modified|Apply failed with \d+ conflict/,
    retry: 'transient',
    reason: 'Conflict',
    message: () => 'an object of the release was changed by someone else at the same time',
  },
  {
    pattern: /no matches for kind "(?<kind>[A-Za-z0-9]{1,63})" in version "(?<version>[a-z0-9./-]{1,253})"/,
    retry: 'terminal',
    reason: 'ObjectRejected',
    message: ({ kind, version }) => `the host does not serve ${kind ?? 'a kind'} of ${version ?? 'this version'}`,
  },
  {
    pattern:
      /failed to create typed patch object \((?<object>[A-Za-z0-9./:_-]{1,317});[^)]{0,160}Kind=(?<kind>[A-Za-z0-9]{1,63})\): (?<field>\.[A-Za-z0-9_.-]{1,128})?/,
    retry: 'terminal',
    reason: 'ObjectRejected',
    message: ({ kind, object, field }) => rejected(kind, object, field),
  },
  {
    pattern:
      /(?<kind>[A-Za-z0-9.]{1,253}) "(?<object>[A-Za-z0-9.:_-]{1,253})" is invalid: \[?(?<field>[A-Za-z][A-Za-z0-9_.[\]-]{0,127}:)?/,
    retry: 'terminal',
    reason: 'ObjectRejected',
    message: ({ kind, object, field }) => rejected(kind, object, field?.slice(0, -1)),
  },
  {
    pattern: /^values don't meet the specifications of the schema/,
    retry: 'terminal',
    reason: 'ChartNotRenderable',
    message: () => "the chart's values.schema.json cannot be read",
  },
  {
    pattern:
      /context deadline exceeded|i\/o timeout|request timed out|within the allotted time|in the time allotted|handshake timeout|Timeout:/,
    retry: 'transient',
    reason: 'Timeout',
    message: () => 'the host did not answer in time',
  },
  {
    pattern:
      /cluster unreachable|reachability check failed|connection refused|connection reset|connection lost|no such host|no route to host|unable to handle the request|too many requests|TooManyRequests|broken pipe|unexpected EOF|: EOF|etcdserver|transport is closing|server is shutting down/,
    retry: 'transient',
    reason: 'Unreachable',
    message: () => "the host's API did not answer",
  },
  {
    pattern: /^no revision for release|^no release provided/,
    retry: 'terminal',
    reason: 'RecordUnreadable',
    message: () => "Helm's record of the release is damaged; restore or delete its Secret",
  },
  {
    pattern: /unable to build kubernetes objects|error validating |unable to decode "/,
    retry: 'terminal',
    reason: 'ChartNotRenderable',
    message: () => 'the chart renders something that is no Kubernetes object',
  },
];

function rejected(kind: string | undefined, object: string | undefined, field: string | undefined): string {
  const where = field === undefined ? '' : ` at ${field}`;
  return `the host rejects ${kind ?? 'an object'} "${object ?? ''}" of the chart${where}`;
}
