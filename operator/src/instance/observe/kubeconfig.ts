import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { kubeconfigSecretName, labels } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact, mapFact } from '../../steps/fact.ts';
import type { Fact, KubeApi } from '../../world.ts';
import { kubeconfigDigestAnnotation } from '../plan/kubeconfig-secret.ts';
import type { PublishedKubeconfig } from '../plan/observed.ts';

export async function observeKubeconfig(
  host: KubeApi,
  { metadata: { name, namespace } }: KarmadaInstance,
  signal: AbortSignal,
): Promise<Fact<PublishedKubeconfig>> {
  const secret = await fact(() =>
    host.get(resources.secrets, { namespace, name: kubeconfigSecretName(name) }, { signal }),
  );
  return mapFact(secret, ({ metadata }) => ({
    own: metadata.labels?.[labels.instance] === name,
    digest: metadata.annotations?.[kubeconfigDigestAnnotation] ?? '',
  }));
}
