import { memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberWorld } from '../world.ts';
import { withMember } from './with-member.ts';

const { clusterRoleBindings, clusterRoles, namespaces } = resources;

type Clean = Extract<MemberAction, { kind: 'cleanMember' }>;

/** The plane's rights first, the namespace last: with it go the operator's own account and, as its dependents, that account's rights. */
export async function cleanMember(world: MemberWorld, { connection, id }: Clean): Promise<Outcome<never>> {
  const names = clusterRoleNames(id);
  return withMember(world, connection, async (member) => {
    for (const name of [names.plane, names.impersonator]) {
      await member.delete(clusterRoleBindings, { name });
      await member.delete(clusterRoles, { name });
    }
    await member.delete(namespaces, { name: memberNamespace(id) }, { propagation: 'Background' });
    return done;
  });
}
