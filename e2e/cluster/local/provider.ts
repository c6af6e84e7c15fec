// Real clusters on this computer: a host with a node, and members without.
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { refuseTakenNet } from '../machine/network.ts';
import { watchLimitKept } from '../machine/watch-limit.ts';
import { clusterPlan, type ClusterSize } from '../plan.ts';
import type { Provider } from '../provider.ts';
import { ensurePackages } from '../packages.ts';
import { cacheDirectory, ensureTools } from '../tools.ts';
import { clusterHandle } from './handle.ts';
import { bringUp } from './bring-up.ts';
import { withLock } from './lock.ts';
import { refuseOthersCluster } from './others.ts';
import { takeDown } from './take-down.ts';
import { mergedSize, readState, writeState } from './state.ts';

/** `root` is the folder for the state of clusters, usually .slipway in the project. */
export function localProvider(root: string, wanted: ClusterSize): Provider {
  const locked = <T>(work: () => Promise<T>) => withLock(join(root, `${wanted.name}.lock`), work);
  return {
    async up(progress) {
      refuseOthersThanRoot();
      // Refuses what cannot be before anything is made.
      clusterPlan(root, wanted);
      await ensurePackages(progress);
      await ensureTools(undefined, progress);
      return locked(async () => {
        const size = mergedSize(await readState(root, wanted.name), wanted);
        const plan = clusterPlan(root, size);
        await refuseTakenNet(plan);
        await refuseOthersCluster(plan);
        await writeState(root, size);
        await bringUp(plan, progress);
        return clusterHandle(plan);
      });
    },
    async down(progress) {
      refuseOthersThanRoot();
      await locked(() => progress.step(`remove cluster ${wanted.name}`, () => takeDown(root, wanted.name)));
      return kept();
    },
  };
}

/** What serves other clusters too. */
async function kept(): Promise<readonly string[]> {
  const limit = await watchLimitKept();
  const cache = `the tools and images in ${cacheDirectory()}, and whatever packages of the system had to be installed`;
  return [cache, ...(limit === undefined ? [] : [limit])];
}

function refuseOthersThanRoot(): void {
  if (process.platform === 'linux' && process.getuid?.() === 0) return;
  throw new Failure('the local cluster needs Linux and root: it makes network namespaces and runs containers', {
    next: 'run the command with sudo, or use a cluster you have: --kubeconfig PATH',
  });
}
