import type { KubeObject } from '../world.ts';

/** Secrets of members stay here: any other namespace of the plane would be propagated. */
export const clusterNamespace = 'karmada-cluster';

export const tokenAnnotations = {
  boundSecretUID: 'slipway.dev/token-bound-to',
  expiresAt: 'slipway.dev/token-expires-at',
  issuedAt: 'slipway.dev/token-issued-at',
  generation: 'slipway.dev/token-generation',
  formerUntil: 'slipway.dev/former-token-until',
  authority: 'slipway.dev/token-authority',
} as const;

/** What the annotations of a Secret with a push token tell of it; times are RFC 3339. */
export interface TokenRecord {
  /** uid of the Cluster that it goes with; '' while it goes with none. */
  readonly owner: string;
  readonly boundSecretUID: string;
  readonly expiresAt: string;
  readonly issuedAt: string;
  readonly generation: number;
  /** Digest of the authority that the member was known by. */
  readonly authority: string;
  /** Until when the token that it replaced is good; undefined when it is the first. */
  readonly formerUntil?: string;
}

export function readToken({ metadata: { annotations, ownerReferences } }: KubeObject): TokenRecord {
  const formerUntil = annotations?.[tokenAnnotations.formerUntil];
  return {
    owner: ownerReferences?.[0]?.uid ?? '',
    boundSecretUID: annotations?.[tokenAnnotations.boundSecretUID] ?? '',
    expiresAt: annotations?.[tokenAnnotations.expiresAt] ?? '',
    issuedAt: annotations?.[tokenAnnotations.issuedAt] ?? '',
    generation: Number(annotations?.[tokenAnnotations.generation] ?? '0'),
    authority: annotations?.[tokenAnnotations.authority] ?? '',
    ...(formerUntil !== undefined && { formerUntil }),
  };
}
