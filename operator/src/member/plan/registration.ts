import { memberDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import { labels } from '../../api/names.ts';
import type { MemberCluster } from '../../api/member-cluster.ts';
import type { ClusterFacts } from '../../fleet/read-cluster.ts';
import { digest } from '../../steps/digest.ts';
import type { MemberAccount, PlaneSide, Remote } from './observed.ts';

/** Secrets of members stay here: any other namespace of the plane would be propagated. */
export const clusterNamespace = 'karmada-cluster';

export const tokenAnnotations = {
  boundSecretUID: 'slipway.dev/token-bound-to',
  expiresAt: 'slipway.dev/token-expires-at',
  issuedAt: 'slipway.dev/token-issued-at',
  generation: 'slipway.dev/token-generation',
} as const;

export interface RegistrationWanted {
  readonly clusterName: string;
  /** Number of the token Secret to bind new tokens to; undefined keeps the tokens that are there. */
  readonly newTokens?: { readonly generation: number; readonly seconds: number };
  /** undefined leaves the Cluster as it is. */
  readonly cluster?: WantedCluster;
}

export interface WantedCluster {
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Stands for everything that is written into the Cluster, so that what is no longer wanted shows as a difference too. */
export function contentOf(wanted: WantedCluster): string {
  return digest(wanted);
}

/** Only what this MemberCluster registered is its to change or remove. */
export function isOwnCluster(cluster: Pick<ClusterFacts, 'labels'>, member: MemberCluster): boolean {
  return cluster.labels[labels.member] === member.metadata.name;
}

export function tokenSecretName(generation: number): string {
  return `karmada-token-${generation}`;
}

/** The Cluster object's spec as the plane should hold it. */
export function clusterSpec(
  member: MemberCluster,
  clusterName: string,
  account: MemberAccount,
): Readonly<Record<string, unknown>> {
  const { provider, region, zones } = member.spec;
  return {
    syncMode: 'Push',
    apiEndpoint: account.apiEndpoint,
    id: account.clusterID,
    secretRef: { namespace: clusterNamespace, name: clusterName },
    impersonatorSecretRef: { namespace: clusterNamespace, name: `${clusterName}-impersonator` },
    ...(provider !== undefined && { provider }),
    ...(region !== undefined && { region }),
    ...(zones !== undefined && zones.length > 0 && { zones }),
  };
}

/** Life and number of the next tokens. */
export function newTokens(member: MemberCluster, plane: PlaneSide): NonNullable<RegistrationWanted['newTokens']> {
  const life = parseDuration(member.spec.credentials?.tokenDuration ?? memberDefaults.tokenDuration) ?? 0;
  return { generation: (plane.tokenSecret?.generation ?? 0) + 1, seconds: Math.floor(life / 1000) };
}

export interface TokenTrouble {
  readonly why: string;
  /** They are still good for a while. */
  readonly upkeep: boolean;
}

/** Why the tokens must be made anew, or undefined while they need not. */
export function tokenTrouble(plane: PlaneSide, remote: Remote, now: number): TokenTrouble | undefined {
  const record = plane.tokenSecret;
  if (record === undefined) return { why: 'the plane holds no credential of the member', upkeep: false };
  if (!Object.values(remote.tokenSecrets).includes(record.boundSecretUID))
    return { why: 'the token was revoked on the member', upkeep: false };
  const due = now >= renewAt(record.issuedAt, record.expiresAt);
  return due
    ? { why: 'two thirds of the token’s life are over', upkeep: now < Date.parse(record.expiresAt) }
    : undefined;
}

/** ms since the epoch at which two thirds of a life are over. */
export function renewAt(issuedAt: string, expiresAt: string): number {
  const from = Date.parse(issuedAt);
  return from + ((Date.parse(expiresAt) - from) * 2) / 3;
}

/** Name of the first part of the Cluster that is not as wanted. */
export function clusterDifference(cluster: ClusterFacts, wanted: WantedCluster): string | undefined {
  for (const field of [
    'syncMode',
    'apiEndpoint',
    'id',
    'secretRef',
    'impersonatorSecretRef',
    'provider',
    'region',
    'zones',
  ]) {
    if (canonical(cluster.spec[field]) !== canonical(wanted.spec[field])) return `spec.${field}`;
  }
  for (const [key, value] of Object.entries(wanted.labels)) {
    if (cluster.labels[key] !== value) return `label ${key}`;
  }
  return cluster.content === contentOf(wanted) ? undefined : 'what the MemberCluster asks for';
}

function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
