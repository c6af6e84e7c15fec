import type { KubeApi, Resource } from '../../world.ts';
import { releaseRecords, type ReleaseRecord } from './release-records.ts';

export interface ReleaseKey {
  readonly namespace: string;
  readonly name: string;
}

export const secrets: Resource = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true };

/** The records of one release, newest first. Metadata only: a record's body holds the values and every rendered Secret. */
export async function recordsOf(
  kube: KubeApi,
  { namespace, name }: ReleaseKey,
  signal?: AbortSignal,
): Promise<readonly ReleaseRecord[]> {
  const list = await kube.listMetadata(secrets, {
    namespace,
    labelSelector: `owner=helm,name=${name}`,
    ...(signal === undefined ? {} : { signal }),
  });
  return releaseRecords(name, list);
}
