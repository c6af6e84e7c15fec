import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kubeconfigKeys, kubeconfigSecretName } from '../operator/src/api/names.ts';
import { resources } from '../operator/src/api/resources.ts';
import { clientOptionsFromKubeConfig } from '../operator/src/runtime/client-options.ts';
import { ClusterClient } from '../operator/src/runtime/cluster-client.ts';
import type { KubeObject } from '../operator/src/runtime/kube-types.ts';
import { namespace, type Stage } from './stage.ts';

export interface Plane {
  /** Path of the published kubeconfig. */
  readonly kubeconfig: string;
  readonly client: ClusterClient;
}

interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** The plane as its owner reaches it: with what the operator has published and nothing else. */
export async function openPlane({ host, folder }: Stage, instance: string): Promise<Plane> {
  const secret = await host.get<Secret>(resources.secrets, { namespace, name: kubeconfigSecretName(instance) });
  const encoded = secret?.data?.[kubeconfigKeys.kubeconfig];
  if (encoded === undefined) throw new Error(`the kubeconfig of ${instance} was not published`);
  const kubeconfig = join(folder, `${instance}.kubeconfig`);
  await writeFile(kubeconfig, Buffer.from(encoded, 'base64'), { mode: 0o600 });
  const connection = await clientOptionsFromKubeConfig({ file: kubeconfig });
  return { kubeconfig, client: new ClusterClient({ ...connection, userAgent: 'slipway-bench' }) };
}
