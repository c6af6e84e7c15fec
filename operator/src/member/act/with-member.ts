import type { MemberReason } from '../../api/conditions.ts';
import { failed, type Outcome } from '../../steps/outcome.ts';
import { isApiError } from '../../steps/perform.ts';
import type { KubeApi, MemberConnection } from '../../world.ts';
import type { MemberWorld } from '../world.ts';

/** Lends a connection to the member and closes it afterwards: hundreds of members must not hold hundreds of idle sockets. */
export async function withMember(
  world: MemberWorld,
  connection: MemberConnection,
  use: (member: KubeApi) => Promise<Outcome<MemberReason>>,
): Promise<Outcome<MemberReason>> {
  const member = world.members.open(connection);
  try {
    return await use(member);
  } catch (error) {
    if (!isApiError(error) || error.code !== 403) throw error;
    return failed('transient', 'PermissionsMissing', `the member refuses: ${error.message}`);
  } finally {
    await member.close();
  }
}
