import { memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { reachedWith } from '../plan/reached-with.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { clusterNamespace } from '../plan/registration.ts';
import type { MemberWorld } from '../world.ts';
import { planeOf } from './plane-of.ts';
import { withMember } from './with-member.ts';

const { secrets } = resources;

type Withdraw = Extract<MemberAction, { kind: 'withdrawCredential' }>;

/** Revoked on the member first: a deleted Secret there ends its tokens at once, whatever Karmada still has in memory. */
export async function withdrawCredential(world: MemberWorld, observed: MemberObserved, action: Withdraw): Promise<Outcome> {
  const connection = reachedWith(observed);
  if (action.onMember && connection !== undefined && observed.remote.kind === 'answered') {
    const names = Object.keys(observed.remote.value.tokenSecrets);
    await withMember(world, connection, async (member) => {
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
