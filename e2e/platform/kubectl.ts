import { runTool } from './run-tool.ts';

/** Runs the pinned kubectl; rejects with its own words. */
export function kubectl(kubeconfig: string, args: readonly string[], input?: string): Promise<string> {
  return runTool('kubectl', ['--kubeconfig', kubeconfig, ...args], input);
}

export async function kubectlJson<T>(kubeconfig: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await kubectl(kubeconfig, [...args, '-o', 'json'])) as T;
}
