import { isFuture, isPointInTime } from '../../../fleet/point-in-time.ts';
import { met, upkeep } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { RenewedToken, Workload } from '../observed.ts';

/**
 * Karmada up to v1.18 watches a member with the token that it saw first, and goes on doing so when that one has run out
 * (karmada#7562): its controller manager has to be restarted after a renewal. One restart serves every token that was renewed by then.
 */
export const tokensKnown: InstanceStep = {
  condition: 'MembersReady',
  judge({ plane, workloads, now }) {
    const known = met('AllMembersReady', 'Karmada knows the newest token of every member');
    if (plane.kind !== 'answered' || plane.value.renewedTokens.kind !== 'present') return known;
    if (workloads.kind !== 'present') return known;
    const manager = workloads.value.find(({ component }) => component === 'karmadaControllerManager');
    if (manager === undefined) return known;
    const until = knownUntil(manager, now);
    const unknown = plane.value.renewedTokens.value.filter(
      ({ issuedAt }) => issuedAt > until && !isFuture(issuedAt, now),
    );
    const lately = until !== '' && now < Date.parse(until) + pauseMs;
    if (lately || !unknown.some((token) => now >= restartAt(token))) return known;
    return upkeep(
      'RestartingControllerManager',
      'restarting the controller manager: it goes on with tokens of members that were replaced',
      {
        kind: 'restartControllerManager',
        uid: manager.uid,
        tokensUntil: unknown.reduce((newest, { issuedAt }) => (issuedAt > newest ? issuedAt : newest), ''),
      },
    );
  },
};

/** What is no time, or lies in the future, cannot be true. */
function knownUntil({ tokensUntil = '' }: Workload, now: number): string {
  return isPointInTime(tokensUntil) && !isFuture(tokensUntil, now) ? tokensUntil : '';
}

/** Whoever administers the plane writes these records too, and is not to restart it without end. */
const pauseMs = 60_000;

/** ms since the epoch. Half of what is left of the former token is waited for other members' renewals, the other half is the reserve. */
function restartAt({ issuedAt, formerUntil }: RenewedToken): number {
  return (Date.parse(issuedAt) + Date.parse(formerUntil)) / 2;
}
