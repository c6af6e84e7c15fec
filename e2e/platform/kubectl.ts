import { execa } from 'execa';
import { toolPath } from '../cluster/tools.ts';

/** Runs the pinned kubectl; rejects with its own words. */
export async function kubectl(kubeconfig: string, args: readonly string[], input?: string): Promise<string> {
  const { stdout } = await execa(toolPath('kubectl'), ['--kubeconfig', kubeconfig, ...args], { ...(input !== undefined && { input }), cwd: root });
  return stdout;
}

export async function kubectlJson<T>(kubeconfig: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await kubectl(kubeconfig, [...args, '-o', 'json'])) as T;
}

/** Examples are named by their path in the repository, wherever a test stands. */
const root = new URL('../..', import.meta.url).pathname;
