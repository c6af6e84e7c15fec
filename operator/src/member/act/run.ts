import type { MemberReason } from '../../api/conditions.ts';
import { finalizers, memberSecretName } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import { setFinalizer } from '../../steps/set-finalizer.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { cleanMember } from './clean-member.ts';
import { deleteCluster, forceCluster } from './delete-cluster.ts';
import { makeAccount, renewAccount } from './make-account.ts';
import { register } from './register.ts';
import { withdrawCredential } from './withdraw-credential.ts';
import type { MemberWorld } from '../world.ts';

const { memberClusters, secrets } = resources;

/** One exhaustive switch from decision to effect. Rejects only with API errors. */
export async function run(
  world: MemberWorld,
  observed: MemberObserved,
  action: MemberAction,
): Promise<Outcome<MemberReason>> {
  switch (action.kind) {
    case 'holdFinalizer':
      return setFinalizer(world.host, memberClusters, observed.member, {
        finalizer: finalizers.memberCluster,
        held: true,
      });
    case 'releaseFinalizer':
      return setFinalizer(world.host, memberClusters, observed.member, {
        finalizer: finalizers.memberCluster,
        held: false,
      });
    case 'makeAccount':
      return makeAccount(world, observed, action);
    case 'renewAccount':
      return renewAccount(world, observed, action);
    case 'register':
      return register(world, observed, action);
    case 'withdrawCredential':
      return withdrawCredential(world, observed, action);
    case 'deleteCluster':
      return deleteCluster(world, observed, action.uid);
    case 'forceCluster':
      return forceCluster(world, observed);
    case 'cleanMember':
      return cleanMember(world, observed, action);
    case 'forgetAccount':
      await world.host.delete(secrets, {
        namespace: action.hostNamespace,
        name: memberSecretName(observed.clusterName),
      });
      return done;
  }
}
