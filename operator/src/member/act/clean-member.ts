import type { MemberReason } from '../../api/conditions.ts';
import { memberNamespace, memberSecretName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import { cleanedPatch } from '../plan/account-secret.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberObserved } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';
import { withMember } from './with-member.ts';

const { clusterRoleBindings, clusterRoles, namespaces, secrets } = resources;

type Clean = Extract<MemberAction, { kind: 'cleanMember' }>;

/**
 * The plane's rights first, the namespace last: with it go the operator's own account and, as its dependents, that account's rights.
 * Between the two the account is marked, since nobody can tell afterwards why the member refuses it.
 */
export async function cleanMember(
  world: MemberWorld,
  { account, clusterName }: MemberObserved,
  { connection, id, hostNamespace }: Clean,
): Promise<Outcome<MemberReason>> {
  const names = clusterRoleNames(id);
  const revoked = await withMember(world, connection, async (member) => {
    for (const name of [names.plane, names.impersonator]) {
      await member.delete(clusterRoleBindings, { name });
      await member.delete(clusterRoles, { name });
    }
    return done;
  });
  if (revoked.kind === 'failed') return revoked;
  if (account.kind === 'present') {
    const key = { namespace: hostNamespace, name: memberSecretName(clusterName) };
    await world.host.mergePatch(secrets, key, cleanedPatch(account.value));
  }
  return withMember(world, connection, async (member) => {
    await member.delete(namespaces, { name: memberNamespace(id) }, { propagation: 'Background' });
    return done;
  });
}
