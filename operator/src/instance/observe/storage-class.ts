import { resources } from '../../api/resources.ts';
import { fact } from '../../steps/fact.ts';
import type { Fact, KubeApi } from '../../world.ts';

const defaultMark = 'storageclass.kubernetes.io/is-default-class';

/** The class that etcd's volume will get: the named one, else the host's newest default, as the API server chooses. */
export async function observeStorageClass(
  host: KubeApi,
  named: string | undefined,
  signal: AbortSignal,
): Promise<Fact<string>> {
  return fact(async () => {
    const all = await host.listMetadata(resources.storageClasses, { signal });
    if (named !== undefined) return all.find(({ metadata }) => metadata.name === named)?.metadata.name;
    const defaults = all.filter(({ metadata }) => metadata.annotations?.[defaultMark] === 'true');
    const newestFirst = [...defaults].sort((a, b) =>
      (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? ''),
    );
    return newestFirst[0]?.metadata.name;
  });
}
