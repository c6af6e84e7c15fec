import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadCatalogue } from './adapters/catalogue/load-catalogue.ts';
import { chartDigest } from './adapters/helm/chart-digest.ts';
import { helmReleases } from './adapters/helm/helm-releases.ts';
import type { HelmAccess } from './adapters/helm/environment.ts';
import { planeObjectsPort } from './adapters/karmada/plane-objects-port.ts';
import { addressPolicy } from './adapters/kube/address-gate.ts';
import { members } from './adapters/kube/members.ts';
import { keyRing } from './adapters/pki/key-ring.ts';
import { planeConnector, type ClientHooks, type PlaneAccess } from './adapters/planes/connect.ts';
import { planes, type PlanesOptions } from './adapters/planes/planes.ts';
import type { Catalogue } from './instance/plan/catalogue.ts';
import type { InstanceWorld } from './instance/world.ts';
import type { MemberWorld } from './member/world.ts';
import type { ClusterClient } from './runtime/cluster-client.ts';
import type { PassLog } from './pass-log.ts';
import type { KubeObject, PlaneRef } from './world.ts';
import type { Announcement } from './steps/announce.ts';

export interface WorldOptions {
  readonly host: ClusterClient;
  readonly helm: {
    readonly binary: string;
    readonly home: string;
    readonly access: HelmAccess;
    readonly atOnce: number;
  };
  readonly planeAccess: PlaneAccess;
  readonly memberAddresses: { readonly allowedCIDRs: readonly string[]; readonly deniedCIDRs: readonly string[] };
  /** Whose instances are looked after; empty: all. */
  readonly watchNamespaces: readonly string[];
  readonly chartsDir: string;
  readonly catalogueDir: string;
  readonly bundlesDir: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  /** ms since the epoch; since when this operator has been at work */
  readonly workingSince: () => number;
  readonly watch: PlanesOptions['watch'];
  /** The fence and the counter of every client's requests, by the kind of cluster. */
  readonly hooks: (cluster: 'plane' | 'member') => ClientHooks;
  readonly announce: (object: KubeObject, announcements: readonly Announcement[]) => void;
  /** Called when a Cluster of an instance's plane has changed, with its name. */
  readonly onFleetChange: (instance: KubeObject, cluster: string) => void;
  readonly passed: PassLog;
}

export interface Worlds {
  readonly instance: InstanceWorld;
  readonly member: MemberWorld;
  closeAll(): Promise<void>;
}

/** Puts the adapters behind the ports. Rejects when the catalogue, a chart or a bundle cannot be used. */
export async function worlds(options: WorldOptions): Promise<Worlds> {
  const { host, announce } = options;
  const catalogue = await loadCatalogue(options.catalogueDir);
  await proveCharts(catalogue, options.chartsDir);
  const keys = keyRing(host);
  const open = planes({
    keys,
    connect: planeConnector(host, options.planeAccess, options.hooks('plane')),
    watch: options.watch,
  });
  const shared = {
    host,
    planes: open,
    announce,
    now: Date.now,
    workingSince: options.workingSince,
    passed: options.passed,
  };
  return {
    instance: {
      ...shared,
      keys,
      catalogue,
      releases: helmReleases({
        kube: host,
        helm: options.helm.binary,
        home: options.helm.home,
        access: options.helm.access,
        atOnce: options.helm.atOnce,
      }),
      planeObjects: await planeObjectsPort(catalogue, options.bundlesDir),
      settings: {
        chartsDir: options.chartsDir,
        watchNamespaces: options.watchNamespaces,
        serviceAccount: options.serviceAccount,
        instanceRole: 'slipway-instance',
        // Whatever the access is now: planes are not changed because the operator is run elsewhere for a while.
        operatorNamespace: options.serviceAccount.namespace,
      },
      random: () => randomBytes(8),
      followFleet: (instance, plane: PlaneRef) =>
        open.watchClusters(plane, (cluster) => options.onFleetChange(instance, cluster)),
    },
    member: {
      ...shared,
      members: members(addressPolicy(options.memberAddresses), options.hooks('member')),
      settings: {
        watchNamespaces: options.watchNamespaces,
        testedVersions: Object.fromEntries(catalogue.map(({ karmada, members: range }) => [karmada, range])),
      },
    },
    closeAll: () => open.closeAll(),
  };
}

/** Whatever was done to the charts beside this process is found before it is installed anywhere. */
async function proveCharts(catalogue: Catalogue, chartsDir: string): Promise<void> {
  for (const { karmada, chart } of catalogue) {
    const found = await chartDigest(join(chartsDir, chart.name));
    if (found !== chart.digest)
      throw new Error(`chart ${chart.name} for ${karmada} has digest ${found}, the catalogue names ${chart.digest}`);
  }
}
