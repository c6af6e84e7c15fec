import { resolve } from 'node:path';
import type { KubeApi } from '../../world.ts';
import { applyArgs, removeArgs } from './command.ts';
import { helmEnvironment, type HelmAccess } from './environment.ts';
import { failed, outcomeOf } from './failure.ts';
import { hostFailure } from './host-failure.ts';
import { labelKeys } from './label-keys.ts';
import type { DesiredRelease, Outcome, ReleaseFact, Releases } from './port.ts';
import { releaseFact } from './release-fact.ts';
import { recordsOf, secrets, type ReleaseKey } from './release-store.ts';
import { runHelm, type HelmRun } from './run-helm.ts';
import { turns, type Turns } from './turns.ts';
import { unlockRelease } from './unlock-release.ts';

export interface HelmOptions {
  /** The host cluster, the same that `access` leads to. */
  readonly kube: KubeApi;
  /** Path of the Helm 4 binary. */
  readonly helm: string;
  /** A writable directory for Helm's caches. */
  readonly home: string;
  readonly access: HelmAccess;
  /** Processes side by side, default 2: each holds about 70 MB while it runs. */
  readonly atOnce?: number;
  /** Time for one run of Helm, default 3 minutes. */
  readonly deadlineMs?: number;
  /** Time between SIGTERM and SIGKILL, default 30 seconds. */
  readonly graceMs?: number;
}

/** The Releases port over the Helm command line; state is read from the labels of Helm's own records. */
export function helmReleases(options: HelmOptions): Releases {
  const queue = turns(options.atOnce ?? 2);
  const inTurn = (release: ReleaseKey, task: () => Promise<Outcome>) =>
    queue.take(keyOf(release), () => task().catch(hostFailure));

  return {
    find: (namespace, name) => find(options, { namespace, name }, queue),
    apply: (desired, signal) => inTurn(desired, () => apply(options, desired, signal)),
    unlock: (namespace, name, signal) =>
      inTurn({ namespace, name }, async () => {
        await unlockRelease(options.kube, { namespace, name }, signal);
        return { kind: 'done' };
      }),
    remove: (namespace, name, signal) =>
      inTurn({ namespace, name }, () => remove(options, { namespace, name }, signal)),
  };
}

async function find({ kube }: HelmOptions, release: ReleaseKey, queue: Turns): Promise<ReleaseFact> {
  try {
    return releaseFact(await recordsOf(kube, release), queue.busy(keyOf(release)));
  } catch (error) {
    return { kind: 'unreadable', why: hostFailure(error).message };
  }
}

async function apply(options: HelmOptions, desired: DesiredRelease, signal: AbortSignal): Promise<Outcome> {
  // A relative path that does not exist would be looked up in a chart repository.
  const args = applyArgs({ ...desired, chartDir: resolve(desired.chartDir) });
  const outcome = outcomeOf(await run(options, args, signal, JSON.stringify(desired.values)), desired.values);
  if (outcome.kind === 'done') await dropFirstStage(options.kube, desired, signal);
  return outcome;
}

/** Nothing ever goes back to the first stage, and its record is 10 KB of the host's etcd for as long as the plane lives. */
async function dropFirstStage(
  kube: KubeApi,
  { namespace, name, labels }: DesiredRelease,
  signal: AbortSignal,
): Promise<void> {
  if (labels.stage === firstStage) return;
  for (const { status, secret, labels: made } of await recordsOf(kube, { namespace, name }, signal)) {
    if (status !== 'superseded' || made[labelKeys.stage] !== firstStage) continue;
    await kube.delete(secrets, { namespace, name: secret }, { signal });
  }
}

const firstStage = 'Foundation';

async function remove(options: HelmOptions, release: ReleaseKey, signal: AbortSignal): Promise<Outcome> {
  if ((await recordsOf(options.kube, release, signal)).length === 0) return { kind: 'done' };
  const outcome = outcomeOf(await run(options, removeArgs(release.namespace, release.name), signal), {});
  if (outcome.kind === 'failed') return outcome;
  // With --ignore-not-found Helm takes any failed read for "not found" and says that all went well.
  return (await recordsOf(options.kube, release, signal)).length === 0
    ? outcome
    : failed('transient', 'HelmFailed', 'helm reported the release as removed, but its records are still there');
}

function run(
  { helm, home, access, deadlineMs = 180_000, graceMs = 30_000 }: HelmOptions,
  args: readonly string[],
  signal: AbortSignal,
  input = '',
): Promise<HelmRun> {
  return runHelm({ helm, args, env: helmEnvironment(home, access), input, signal, deadlineMs, graceMs });
}

function keyOf({ namespace, name }: ReleaseKey): string {
  return `${namespace}/${name}`;
}
