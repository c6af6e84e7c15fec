import { cpus, loadavg, totalmem } from 'node:os';
import { execa } from 'execa';
import type { ClusterClient } from '../operator/src/runtime/cluster-client.ts';
import type { Machine } from './result.ts';
import { karmada } from './stage.ts';

/** What the figures were measured on. Call it before the first of them; the second function completes it after the last. */
export async function describeMachine(host: ClusterClient): Promise<(load: number) => Machine> {
  const startedAt = new Date().toISOString();
  const before = currentLoad();
  const { stdout } = await execa('git', ['describe', '--always', '--dirty'], { reject: false });
  const { gitVersion } = JSON.parse(await host.getPath('/version')) as { readonly gitVersion: string };
  return (after) => ({
    startedAt,
    commit: stdout,
    versions: { Kubernetes: gitVersion, Karmada: karmada, Node: process.version },
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    load: [before, after],
  });
}

export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}
