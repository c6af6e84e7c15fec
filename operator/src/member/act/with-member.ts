import type { Outcome } from '../../steps/outcome.ts';
import type { KubeApi, MemberConnection } from '../../world.ts';
import type { MemberWorld } from '../world.ts';

/** Lends a connection to the member and closes it afterwards: hundreds of members must not hold hundreds of idle sockets. */
export async function withMember<R extends string>(
  world: MemberWorld,
  connection: MemberConnection,
  use: (member: KubeApi) => Promise<Outcome<R>>,
): Promise<Outcome<R>> {
  const member = world.members.open(connection);
  try {
    return await use(member);
  } finally {
    await member.close();
  }
}
