import type { Stage } from './stage.ts';

/** Deletes what a failed story has left, so that the next one is judged by itself. */
export async function clearStage({ host, cluster }: Stage): Promise<void> {
  for (const member of cluster.members) await member.start();
  await host.run('delete memberclusters,karmadainstances --all -A --timeout=240s --wait');
}
