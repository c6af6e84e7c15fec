import { resources } from '../../api/resources.ts';
import type { ClusterClient } from '../../runtime/cluster-client.ts';
import type { Fact, KubeApi, Keys, PlaneRef, Planes } from '../../world.ts';

export interface PlaneCredentials {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

export interface PlanesOptions {
  readonly keys: Keys;
  /** Makes a client for one plane, by Service DNS, its exposed endpoint or a port-forward. */
  readonly connect: (ref: PlaneRef, credentials: PlaneCredentials) => ClusterClient;
  /** Starts a watch of one kind, which tells names; returns its stop. */
  readonly watch: (
    client: ClusterClient,
    resource: typeof resources.clusters,
    onChange: (name: string) => void,
  ) => () => void;
}

interface OpenPlane {
  readonly credentials: string;
  readonly client: ClusterClient;
  stopWatch?: () => void;
}

/** One client for each plane, made anew when its administrator's certificate changes. */
export function planes({ keys, connect, watch }: PlanesOptions): Planes & { closeAll(): Promise<void> } {
  const open = new Map<string, OpenPlane>();

  async function close(key: string): Promise<void> {
    const plane = open.get(key);
    open.delete(key);
    plane?.stopWatch?.();
    await plane?.client.close();
  }

  return {
    async open(ref): Promise<Fact<KubeApi>> {
      const administrator = await keys.administrator(ref);
      if (administrator.kind !== 'present') return administrator;
      const { ca, certificate, key: privateKey } = administrator.value;
      const credentials = `${ca}${certificate}${privateKey}`;
      const known = open.get(ref.hostNamespace);
      if (known?.credentials === credentials) return { kind: 'present', value: known.client };
      await close(ref.hostNamespace);
      // Two lanes may have asked at once: the first one's client is the one that stays.
      const meanwhile = open.get(ref.hostNamespace);
      if (meanwhile?.credentials === credentials) return { kind: 'present', value: meanwhile.client };
      const client = connect(ref, administrator.value);
      open.set(ref.hostNamespace, { credentials, client });
      return { kind: 'present', value: client };
    },

    watchClusters(ref, onChange) {
      const plane = open.get(ref.hostNamespace);
      if (plane === undefined || plane.stopWatch !== undefined) return;
      plane.stopWatch = watch(plane.client, resources.clusters, onChange);
    },

    forget: (ref) => close(ref.hostNamespace),

    async closeAll() {
      await Promise.all([...open.keys()].map(close));
    },
  };
}
