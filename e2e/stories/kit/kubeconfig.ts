import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';

export interface Kubeconfig {
  readonly clusters: { readonly cluster: Record<string, unknown> }[];
  readonly users: { user: Record<string, unknown> }[];
}

/** A kubeconfig file with changes that somebody made to it. */
export async function editedKubeconfig(file: string, edit: (kubeconfig: Kubeconfig) => void): Promise<string> {
  const kubeconfig = parse(await readFile(file, 'utf8')) as Kubeconfig;
  edit(kubeconfig);
  return stringify(kubeconfig);
}
