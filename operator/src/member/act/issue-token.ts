import { fieldManagers } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { isPointInTime } from '../../fleet/point-in-time.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { KubeApi } from '../../world.ts';

const { secrets, serviceAccounts } = resources;

export interface TokenWanted {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly seconds: number;
  /** ms since the epoch */
  readonly now: number;
  /** Name of a Secret to bind the token to: deleting it revokes the token at once. Made when it is not there. */
  readonly boundTo?: string;
}

export interface IssuedToken {
  readonly token: string;
  /** RFC 3339; what the cluster granted, not what was asked */
  readonly expiresAt: string;
  readonly boundSecretUID?: string;
}

/** TokenRequest (authentication.k8s.io/v1), never a legacy token Secret: those do not expire. */
export async function issueToken(cluster: KubeApi, wanted: TokenWanted): Promise<IssuedToken> {
  const { namespace, serviceAccount, boundTo } = wanted;
  const bound = boundTo === undefined ? undefined : await bindingSecret(cluster, namespace, boundTo);
  const answer = await cluster.createSubresource<TokenAnswer>(
    serviceAccounts,
    { namespace, name: serviceAccount },
    'token',
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: wanted.seconds, ...(bound && { boundObjectRef: bound }) },
    },
  );
  const { token, expirationTimestamp } = answer.status;
  return {
    token,
    // A member's word is taken only if it is a moment at all.
    expiresAt: isPointInTime(expirationTimestamp) ? expirationTimestamp : timestamp(wanted.now + wanted.seconds * 1000),
    ...(bound && { boundSecretUID: bound.uid }),
  };
}

interface TokenAnswer {
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

async function bindingSecret(cluster: KubeApi, namespace: string, name: string) {
  const secret = await cluster.apply(
    secrets,
    { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels: { 'slipway.dev/token': 'bound' } } },
    { fieldManager: fieldManagers.objects, force: true },
  );
  return { kind: 'Secret', apiVersion: 'v1', name, uid: secret.metadata.uid ?? '' };
}
