import type { KarmadaInstance } from '../operator/src/api/karmada-instance.ts';
import { acceptedName } from '../operator/src/instance/plan/accepted-record.ts';
import { kubeconfigSecretName } from '../operator/src/api/names.ts';
import { resources } from '../operator/src/api/resources.ts';
import { namespace, type Stage } from './stage.ts';

/** Bytes in the host's etcd for one instance: keys and values as they are stored, without older revisions. */
export interface Stored {
  readonly releaseRecords: number;
  /** Keys, accounts on members, the published kubeconfig. */
  readonly ourSecrets: number;
  readonly ourConfigMaps: number;
  /** The KarmadaInstance itself, mostly status. */
  readonly instance: number;
  /** All that is in the host namespace, by kind; Events apart. */
  readonly byKind: Readonly<Record<string, number>>;
  readonly total: number;
  readonly events: number;
}

export async function stored({ host, etcd, signal }: Stage, name: string): Promise<Stored> {
  const instance = await host.get<KarmadaInstance>(resources.karmadaInstances, { namespace, name }, { signal });
  const place = instance?.status?.hostNamespace;
  if (place === undefined) throw new Error(`${name} names no host namespace`);
  const sizes = await etcd.sizes();
  const sum = (test: (key: string) => boolean) =>
    [...sizes].reduce((total, [key, size]) => (test(key) ? total + size : total), 0);
  const records = `/registry/secrets/${place}/sh.helm.release.`;
  const published = `/registry/secrets/${namespace}/${kubeconfigSecretName(name)}`;

  const byKind: Record<string, number> = {};
  for (const [key, size] of sizes) {
    const kind = kindIn(key, place);
    if (kind !== undefined) byKind[kind] = (byKind[kind] ?? 0) + size;
  }
  const { events = 0, ...lasting } = byKind;
  return {
    releaseRecords: sum((key) => key.startsWith(records)),
    ourSecrets: sum(
      (key) => (key.startsWith(`/registry/secrets/${place}/`) && !key.startsWith(records)) || key === published,
    ),
    ourConfigMaps: sum((key) => key === `/registry/configmaps/${place}/${acceptedName}`),
    instance: sum((key) => key.endsWith(`/karmadainstances/${namespace}/${name}`)),
    byKind: lasting,
    total: Object.values(lasting).reduce((total, size) => total + size, 0),
    events,
  };
}

/** Such as deployments in /registry/deployments/<place>/web; undefined for what is elsewhere. */
function kindIn(key: string, place: string): string | undefined {
  const end = key.indexOf(`/${place}/`);
  return end < 0 ? undefined : key.slice('/registry/'.length, end);
}
