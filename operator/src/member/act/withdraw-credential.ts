import type { MemberReason } from '../../api/conditions.ts';
import { memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { clusterNamespace } from '../../fleet/token-record.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { apiFailure } from '../../steps/perform.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import { reachedWith } from '../plan/reached-with.ts';
import { impersonatorName } from '../plan/registration.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberObserved } from '../plan/observed.ts';
import type { MemberConnection } from '../../world.ts';
import type { MemberWorld } from '../world.ts';
import { planeOf } from './plane-of.ts';
import { withMember } from './with-member.ts';

const { clusterRoleBindings, secrets } = resources;

type Withdraw = Extract<MemberAction, { kind: 'withdrawCredential' }>;

/**
 * Revoked on the member first. Rights before tokens: an API server remembers a good token for ten seconds, a missing right counts at once,
 * and in ten seconds Karmada deletes everything it brought there. Where the member refuses, the plane forgets its credential all the same.
 */
export async function withdrawCredential(
  world: MemberWorld,
  observed: MemberObserved,
  action: Withdraw,
): Promise<Outcome<MemberReason>> {
  const connection = reachedWith(observed);
  const revoked =
    action.onMember && connection !== undefined
      ? await revoke(world, observed, { connection, id: action.id }).catch(apiFailure)
      : done;
  const plane = action.inPlane ? await planeOf(world, observed) : undefined;
  for (const name of [observed.clusterName, impersonatorName(observed.clusterName)]) {
    await plane?.delete(secrets, { namespace: clusterNamespace, name });
  }
  return revoked;
}

async function revoke(
  world: MemberWorld,
  { remote }: MemberObserved,
  { connection, id }: { readonly connection: MemberConnection; readonly id: string },
): Promise<Outcome<MemberReason>> {
  const names = remote.kind === 'answered' ? Object.keys(remote.value.tokenSecrets) : [];
  const { plane, impersonator } = clusterRoleNames(id);
  return withMember(world, connection, async (member) => {
    for (const name of [plane, impersonator]) await member.delete(clusterRoleBindings, { name });
    for (const name of names) await member.delete(secrets, { namespace: memberNamespace(id), name });
    return done;
  });
}
