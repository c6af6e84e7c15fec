import type { Outcome } from '../../steps/outcome.ts';
import type { KubeApi, MemberConnection } from '../../world.ts';
import type { MemberWorld } from '../world.ts';

/** Lends a connection to the member and closes it afterwards: hundreds of members must not hold hundreds of idle sockets. */
export async function withMember(world: MemberWorld, connection: MemberConnection, use: (member: KubeApi) => Promise<Outcome>): Promise<Outcome> {
  const member = world.members.open(connection);
  try {
    return await use(member);
  } finally {
    await member.close();
  }
}
