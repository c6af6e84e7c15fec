import { act, met, upkeep } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberStep } from '../member-step.ts';
import { newTokens, tokenTrouble } from '../registration.ts';

/** All that a suspended membership still does for the plane's tokens; the Cluster stays as it is. */
export const tokensRenewed: MemberStep = {
  condition: 'Joined',
  judge({ instance, plane, remote, member, clusterName, now }) {
    const joined = met('Joined', `joined as Cluster "${clusterName}"`);
    if (plane.kind !== 'present' || remote.kind !== 'answered' || instance.kind !== 'present') return joined;
    const trouble = tokenTrouble(plane.value, remote.value, now);
    if (trouble === undefined) return joined;
    const { id, hostNamespace } = instance.value;
    const wanted = {
      clusterName,
      newTokens: newTokens(member, plane.value, { remote: remote.value, now, lost: trouble.lost }),
    };
    const renew = trouble.upkeep ? upkeep<MemberAction, 'IssuingCredentials'> : act<MemberAction, 'IssuingCredentials'>;
    return renew('IssuingCredentials', `renewing the plane’s tokens: ${trouble.why}`, {
      kind: 'register',
      wanted,
      id,
      hostNamespace,
    });
  },
};
