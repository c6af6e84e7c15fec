import type { KubeObject } from '../../world.ts';

/** One revision of a release, as the labels of its Secret tell. */
export interface ReleaseRecord {
  readonly secret: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly revision: number;
  /** Helm's word: deployed, superseded, failed, pending-install, pending-upgrade, pending-rollback, uninstalling, uninstalled, unknown. */
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Newest first. Secrets that only carry the labels, without a release record's name, are left out. */
export function releaseRecords(name: string, secrets: readonly KubeObject[]): readonly ReleaseRecord[] {
  return secrets.flatMap((secret) => toRecord(name, secret)).toSorted((one, other) => other.revision - one.revision);
}

function toRecord(name: string, { metadata }: KubeObject): readonly ReleaseRecord[] {
  const prefix = `sh.helm.release.v1.${name}.v`;
  if (!metadata.name.startsWith(prefix)) return [];
  const revision = metadata.name.slice(prefix.length);
  if (!/^[1-9]\d{0,8}$/.test(revision)) return [];
  const labels = metadata.labels ?? {};
  return [
    {
      secret: metadata.name,
      uid: metadata.uid ?? '',
      resourceVersion: metadata.resourceVersion ?? '',
      revision: Number(revision),
      status: labels['status'] ?? 'unknown',
      labels,
    },
  ];
}
