import { memberDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import { labels } from '../../api/names.ts';
import type { MemberCluster } from '../../api/member-cluster.ts';
import type { ClusterFacts } from '../../fleet/read-cluster.ts';
import { isFuture } from '../../fleet/point-in-time.ts';
import { clusterNamespace, type TokenRecord } from '../../fleet/token-record.ts';
import { digest } from '../../steps/digest.ts';
import type { MemberAccount, PlaneSide, Remote } from './observed.ts';

export interface RegistrationWanted {
  readonly clusterName: string;
  /** undefined keeps the tokens that are there. */
  readonly newTokens?: NewTokens;
  /** undefined leaves the Cluster as it is. */
  readonly cluster?: WantedCluster;
}

export interface NewTokens {
  /** Number of the token Secret to bind them to. */
  readonly generation: number;
  readonly seconds: number;
  /** ms since the epoch until which the token that they replace is good; undefined when there was none. */
  readonly formerUntil?: number;
  /** Token Secrets on the member that nobody uses any more: older than the one that is being replaced. */
  readonly obsolete: readonly string[];
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

/** Name of the Secret with the proxy's token, beside the one that bears the Cluster's name. No Cluster's name has a dot, so it is never another's. */
export function impersonatorName(clusterName: string): string {
  return `impersonator.${clusterName}`;
}

/** The member's address as the plane is to see it. */
export function apiEndpointOf({ spec }: MemberCluster, { connection }: MemberAccount): string {
  return spec.connection?.apiEndpoint ?? connection.server;
}

/** Stands for what the member's serving certificate is judged by. */
export function authorityOf({ connection: { ca } }: MemberAccount): string {
  return digest({ ca });
}

/** A year, as the API allows, and a little more that a cluster may grant. */
const longestLifeMs = 367 * 24 * 3600_000;

/** The Cluster object's spec as the plane should hold it. */
export function clusterSpec(
  member: MemberCluster,
  clusterName: string,
  account: MemberAccount,
): Readonly<Record<string, unknown>> {
  const { provider, region, zones } = member.spec;
  return {
    syncMode: 'Push',
    apiEndpoint: apiEndpointOf(member, account),
    id: account.clusterID,
    secretRef: { namespace: clusterNamespace, name: clusterName },
    impersonatorSecretRef: { namespace: clusterNamespace, name: impersonatorName(clusterName) },
    ...(provider !== undefined && { provider }),
    ...(region !== undefined && { region }),
    ...(zones !== undefined && zones.length > 0 && { zones }),
  };
}

/** The next tokens, and what becomes of those before: with `lost`, nothing that Karmada does with them works any more. */
export function newTokens(
  member: MemberCluster,
  plane: PlaneSide,
  { remote, now, lost }: { readonly remote: Remote; readonly now: number; readonly lost: boolean },
): NewTokens {
  const life = lifeOf(member);
  const { tokenSecret: former } = plane;
  const generation = (former?.generation ?? 0) + 1;
  const formerUntil = lost && plane.cluster !== undefined ? now : goodUntil(plane, remote, now);
  return {
    generation,
    seconds: Math.floor(life / 1000),
    ...(formerUntil !== undefined && { formerUntil }),
    obsolete: Object.entries(remote.tokenSecrets)
      .filter(([name, uid]) => name !== tokenSecretName(generation) && uid !== former?.boundSecretUID)
      .map(([name]) => name),
  };
}

/** ms. A spec that breaks the schema stops no renewal. */
function lifeOf({ spec }: MemberCluster): number {
  const usual = parseDuration(memberDefaults.tokenDuration) ?? 0;
  return parseDuration(spec.credentials?.tokenDuration ?? '') ?? usual;
}

/** Of a token that was revoked, or of which no record is left, nobody may count on another second. */
function goodUntil({ cluster, tokenSecret: former }: PlaneSide, remote: Remote, now: number): number | undefined {
  if (former === undefined) return cluster === undefined ? undefined : now;
  return isBound(former, remote) ? Date.parse(former.expiresAt) : now;
}

function isBound({ boundSecretUID }: TokenRecord, { tokenSecrets }: Remote): boolean {
  return Object.values(tokenSecrets).includes(boundSecretUID);
}

export interface TokenTrouble {
  readonly why: string;
  /** They are still good for a while. */
  readonly upkeep: boolean;
  /** Karmada no longer gets through with what it began with. */
  readonly lost: boolean;
}

/** Why the tokens must be made anew, or undefined while they need not. */
export function tokenTrouble(plane: PlaneSide, remote: Remote, now: number): TokenTrouble | undefined {
  const record = plane.tokenSecret;
  if (record === undefined) return { why: 'the plane holds no credential of the member', upkeep: false, lost: false };
  if (!isPlausible(record, now)) return { why: 'the record of the token cannot be true', upkeep: false, lost: true };
  if (!isBound(record, remote)) return { why: 'the token was revoked on the member', upkeep: false, lost: false };
  const due = now >= renewAt(record.issuedAt, record.expiresAt);
  return due
    ? { why: 'two thirds of the token’s life are over', upkeep: now < Date.parse(record.expiresAt), lost: false }
    : undefined;
}

/** A record of the future, or of a life that no token has, would never come due. */
function isPlausible({ issuedAt, expiresAt }: TokenRecord, now: number): boolean {
  const tooLong = Date.parse(expiresAt) - Date.parse(issuedAt) > longestLifeMs;
  return !isFuture(issuedAt, now) && !tooLong;
}

/** Karmada goes on with the address and the authority that it began with, as it does with its token; so these come anew with a token. */
export function reachTrouble(
  { cluster, tokenSecret }: PlaneSide,
  member: MemberCluster,
  account: MemberAccount,
): TokenTrouble | undefined {
  if (cluster === undefined || tokenSecret === undefined) return undefined;
  if (cluster.spec['apiEndpoint'] !== apiEndpointOf(member, account))
    return { why: 'the member’s address changed', upkeep: false, lost: true };
  // A token of an older operator does not tell; its successor will.
  return ['', authorityOf(account)].includes(tokenSecret.authority)
    ? undefined
    : { why: 'the member’s certificate authority changed', upkeep: false, lost: true };
}

/** An older operator kept the proxy's token under another name: it cannot be read back from a cluster's own Secret, so it comes anew. */
export function placeTrouble({ cluster }: PlaneSide, clusterName: string): TokenTrouble | undefined {
  const ref = cluster?.spec['impersonatorSecretRef'];
  const place = canonical({ namespace: clusterNamespace, name: impersonatorName(clusterName) });
  return ref === undefined || canonical(ref) === place
    ? undefined
    : { why: 'the proxy’s token has another place', upkeep: false, lost: false };
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
