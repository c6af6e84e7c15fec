import { aMember, memberObserved, now } from './observed.ts';

type MemberParts = NonNullable<Parameters<typeof aMember>[0]>;
type Spec = NonNullable<MemberParts['spec']>;

/** RFC 3339: when the user deleted it. */
export const deletionTimestamp = new Date(now).toISOString();
/** ms since the epoch: its deadline. */
export const late = now + 600_000;
/** Of its status, once the deadline was seen to have passed. */
export const forced = {
  leave: { startedAt: deletionTimestamp, forcedSince: new Date(late).toISOString() },
} satisfies MemberParts['status'];

/** A joined member that is being deleted, but for what is said. */
export function leaving(
  facts: Parameters<typeof memberObserved>[0] = {},
  leave: Spec['leave'] = {},
  status: MemberParts['status'] = {},
): ReturnType<typeof memberObserved> {
  const member = aMember({
    metadata: { deletionTimestamp },
    spec: { leave },
    status: { memberNamespace: 'slipway-aaaaaaaa', ...status },
  });
  return memberObserved({ member, ...facts });
}
