import type { KubeObject } from '../world.ts';
import { isPointInTime } from './point-in-time.ts';

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

/**
 * Whoever administers the plane may have written there what they like: a record that is not whole stands for a token that nobody knows,
 * which is made anew.
 */
export function readToken({ metadata: { annotations = {}, ownerReferences } }: KubeObject): TokenRecord {
  const text = (key: keyof typeof tokenAnnotations): string => annotations[tokenAnnotations[key]] ?? '';
  const owner = ownerReferences?.[0]?.uid ?? '';
  const formerUntil = annotations[tokenAnnotations.formerUntil];
  const times = [text('issuedAt'), text('expiresAt'), ...(formerUntil === undefined ? [] : [formerUntil])];
  if (!times.every(isPointInTime) || !/^\d{1,9}$/.test(text('generation'))) return { ...unknown, owner };
  return {
    owner,
    boundSecretUID: text('boundSecretUID'),
    expiresAt: text('expiresAt'),
    issuedAt: text('issuedAt'),
    generation: Number(text('generation')),
    authority: text('authority'),
    ...(formerUntil !== undefined && { formerUntil }),
  };
}

const unknown = { boundSecretUID: '', expiresAt: '', issuedAt: '', generation: 0, authority: '' } as const;
