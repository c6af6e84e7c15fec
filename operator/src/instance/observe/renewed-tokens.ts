import { labels } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { clusterNamespace, readToken } from '../../fleet/token-record.ts';
import type { KubeApi } from '../../world.ts';
import type { RenewedToken } from '../plan/observed.ts';

/** From the metadata of the Secrets that Karmada reads; a member's first token replaces none. */
export async function observeRenewedTokens(plane: KubeApi, signal: AbortSignal): Promise<readonly RenewedToken[]> {
  const secrets = await plane.listMetadata(resources.secrets, {
    namespace: clusterNamespace,
    labelSelector: labels.member,
    signal,
  });
  return secrets
    .map(readToken)
    .flatMap(({ issuedAt, formerUntil }) => (formerUntil === undefined ? [] : [{ issuedAt, formerUntil }]));
}
