import { memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { clusterNamespace } from '../../fleet/token-record.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import { reachedWith } from '../plan/reached-with.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberObserved } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';
import { planeOf } from './plane-of.ts';
import { withMember } from './with-member.ts';

const { clusterRoleBindings, secrets } = resources;

type Withdraw = Extract<MemberAction, { kind: 'withdrawCredential' }>;

/**
 * Revoked on the member first. Rights before tokens: an API server remembers a good token for ten seconds, a missing right counts at once,
 * and in ten seconds Karmada deletes everything it brought there.
 */
export async function withdrawCredential(
  world: MemberWorld,
  observed: MemberObserved,
  action: Withdraw,
): Promise<Outcome<never>> {
  const connection = reachedWith(observed);
  if (action.onMember && connection !== undefined && observed.remote.kind === 'answered') {
    const names = Object.keys(observed.remote.value.tokenSecrets);
    const { plane, impersonator } = clusterRoleNames(action.id);
    await withMember(world, connection, async (member) => {
      for (const name of [plane, impersonator]) await member.delete(clusterRoleBindings, { name });
      for (const name of names) await member.delete(secrets, { namespace: memberNamespace(action.id), name });
      return done;
    });
  }
  const plane = action.inPlane ? await planeOf(world, observed) : undefined;
  for (const name of [observed.clusterName, `${observed.clusterName}-impersonator`]) {
    await plane?.delete(secrets, { namespace: clusterNamespace, name });
  }
  return done;
}
