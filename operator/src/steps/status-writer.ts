import { apiVersion } from '../api/group.ts';
import { fieldManagers } from '../api/names.ts';
import type { KubeApi, KubeObject, Resource } from '../world.ts';
import { isApiError } from './perform.ts';

/** Lists that merge by a key come back in another order than they were sent in. */
function comparable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(comparable).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${fields
    .map(([key, part]) => `${key}:${comparable(part)}`)
    .sort()
    .join()}}`;
}

export type WriteStatus = (status: object) => Promise<void>;

/** The one writer of an object's status. It writes only what differs from what is stored or was written last in this pass. */
export function statusWriter(
  host: KubeApi,
  resource: Resource,
  object: KubeObject & { readonly status?: object | undefined },
): WriteStatus {
  const { name, namespace, uid } = object.metadata;
  let last = comparable(object.status ?? {});
  return async (status) => {
    const wanted = comparable(status);
    if (wanted === last) return;
    const metadata = { name, ...(namespace !== undefined && { namespace }), ...(uid !== undefined && { uid }) };
    try {
      const body = { apiVersion, kind: resource.kind, metadata, status };
      await host.apply(resource, body, { fieldManager: fieldManagers.status, force: true, subresource: 'status' });
      last = wanted;
    } catch (error) {
      // 404, or 409 of another uid: the object went in the meantime, and its status with it.
      if (!isApiError(error) || (error.code !== 404 && error.code !== 409)) throw error;
    }
  };
}
