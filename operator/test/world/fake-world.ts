import { planeObjects } from '../../src/adapters/karmada/plane-objects/plane-objects.ts';
import { kubeconfigGate } from '../../src/adapters/kube/kubeconfig-gate.ts';
import { resources } from '../../src/api/resources.ts';
import type { InstanceWorld } from '../../src/instance/world.ts';
import type { MemberWorld } from '../../src/member/world.ts';
import { KubeError } from '../../src/runtime/kube-error.ts';
import type { Announcement } from '../../src/steps/announce.ts';
import type { KubeApi, KubeObject, Keys, Members, PlaneRef, Planes, Resource } from '../../src/world.ts';
import { FakeApiServer } from '../fake-api-server.ts';
import { fakeReleases, type FakeReleases } from '../fake-releases.ts';
import { CrashPoint } from '../fake/crash-point.ts';
import { testCatalogue } from './catalogue.ts';
import { renderKarmada } from './chart.ts';
import { cheapKeys } from './cheap-keys.ts';
import { FakeKarmada } from './fake-karmada.ts';
import { FakeMember } from './fake-member.ts';
import { definedKinds, definitionName, FakePlane } from './fake-plane.ts';
import { FakeKubelet } from './kubelet.ts';
import { testAuthority } from './test-authority.ts';

const { namespaces, nodes, storageClasses } = resources;

export interface FakeWorldOptions {
  /** Leaves out what nobody here looks at: webhooks and roles in the plane. */
  readonly small?: boolean;
  /** For how long a cluster must fail until Karmada calls it not ready, in ms. Default 30 s, as Karmada's. */
  readonly karmadaPatienceMs?: number;
  /** Default `cheapKeys`: real certificates cost a tenth of a second for each issue. */
  readonly keys?: (host: KubeApi) => Keys;
}

export interface Announced {
  readonly object: string;
  readonly announcement: Announcement;
}

/** Host, planes and members in memory, with everyone who lives there but the operator. */
export class FakeWorld {
  readonly crash = new CrashPoint();
  readonly host: FakeApiServer;
  readonly kubelet: FakeKubelet;
  readonly releases: FakeReleases;
  readonly keys: Keys;
  readonly members = new Map<string, FakeMember>();
  readonly announced: Announced[] = [];
  /** ms since the epoch; a test moves it. */
  now = Date.parse('2026-01-01T00:00:00Z');
  /** Since when an operator is at work. */
  workingSince = this.now;
  /** Changes of objects anywhere, whoever made them. */
  changes = 0;
  readonly #planes = new Map<
    string,
    { readonly plane: FakePlane; readonly karmada: FakeKarmada; readonly home: string | undefined }
  >();
  readonly #small: boolean;
  readonly #patienceMs: number;
  #ids = 0;

  constructor({ keys = cheapKeys, small = false, karmadaPatienceMs = 30_000 }: FakeWorldOptions = {}) {
    this.#small = small;
    this.#patienceMs = karmadaPatienceMs;
    this.host = new FakeApiServer({ ...this.#shared(), name: 'host' });
    this.#count(this.host);
    this.kubelet = new FakeKubelet(this.host);
    this.releases = fakeReleases({ kube: this.host, render: renderKarmada });
    this.keys = keys(this.host);
    this.host.seed(storageClasses, {
      metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    });
    this.host.seed(nodes, {
      metadata: { name: 'node-1' },
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] },
    });
  }

  /** A cluster that is there to be joined. */
  addMember(name: string): FakeMember {
    const member = new FakeMember(name, this.members.size + 1, {
      ...this.#shared(),
      now: () => this.now,
      ca: testAuthority,
    });
    this.#count(member.api);
    this.members.set(member.server, member);
    return member;
  }

  /** Its API is at another address from now on. */
  moveMember(member: FakeMember, server: string): void {
    this.members.delete(member.server);
    member.server = server;
    this.members.set(server, member);
  }

  /** The plane of an instance, by the release's name. */
  plane(release: string): FakePlane {
    return this.#plane(release).plane;
  }

  karmada(release: string): FakeKarmada {
    return this.#plane(release).karmada;
  }

  /** Everyone else does what they do: Pods start, kinds are served, Karmada looks after its clusters. */
  tick(): void {
    this.kubelet.tick();
    for (const [hostNamespace, { plane, karmada, home }] of this.#planes) {
      // With the namespace goes the volume.
      if (this.#uidOf(hostNamespace) !== home) this.#planes.delete(hostNamespace);
      else {
        plane.tick(this.kubelet);
        const manager = { namespace: hostNamespace, name: `${plane.release}-controller-manager` };
        const runs = this.kubelet.isReady(resources.deployments, manager);
        if (runs && !plane.outage) karmada.tick(this.kubelet.podsOf(resources.deployments, manager));
      }
    }
  }

  /** What the two reconcilers are given. */
  ports(): InstanceWorld & MemberWorld {
    return {
      host: this.host,
      releases: this.releases,
      planes: this.#planesPort(),
      members: this.#membersPort(),
      keys: this.keys,
      planeObjects: {
        wanted: ({ release, namespace, caBundle, version }) => {
          const { digest, groups } = planeObjects({ release, namespace, caBundle, version, crds });
          return { digest, crdNames, groups: this.#small ? groups.map(withoutExtras) : groups };
        },
      },
      catalogue: testCatalogue,
      settings: {
        operatorNamespace: 'slipway-system',
        testedVersions: Object.fromEntries(testCatalogue.map(({ karmada, members }) => [karmada, members])),
        chartsDir: '/charts',
        watchNamespaces: [],
        serviceAccount: { namespace: 'slipway-system', name: 'slipway' },
        instanceRole: 'slipway-instance',
      },
      now: () => this.now,
      workingSince: () => this.workingSince,
      random: () => this.#random(),
      followFleet: () => undefined,
      announce: (object: KubeObject, announcements: readonly Announcement[]) => {
        for (const announcement of announcements) this.announced.push({ object: object.metadata.name, announcement });
      },
    };
  }

  /** Everything that exists anywhere, without what differs from run to run. */
  dump(): Readonly<Record<string, unknown>> {
    const planes = [...this.#planes].map(([name, { plane }]) => [`plane ${name}`, plane.api.dump()] as const);
    const members = [...this.members.values()].map(({ name, api }) => [`member ${name}`, api.dump()] as const);
    return Object.fromEntries([['host', this.host.dump()], ...planes, ...members]);
  }

  #planesPort(): Planes {
    return {
      open: async (ref) => {
        const administrator = await this.keys.administrator(ref);
        if (administrator.kind !== 'present') return administrator;
        return { kind: 'present', value: this.#planeAt(ref).api };
      },
      watchClusters: () => undefined,
      forget: () => Promise.resolve(),
    };
  }

  #planeAt({ hostNamespace, release }: PlaneRef): FakePlane {
    const known = this.#planes.get(hostNamespace);
    const home = this.#uidOf(hostNamespace);
    if (known !== undefined && known.home === home) return known.plane;
    const plane = new FakePlane(hostNamespace, release, this.#shared());
    this.#count(plane.api);
    const karmada = new FakeKarmada(plane, {
      memberAt: (server) => this.members.get(server),
      now: () => this.now,
      patienceMs: this.#patienceMs,
    });
    this.#planes.set(hostNamespace, { plane, karmada, home });
    return plane;
  }

  #uidOf(namespace: string): string | undefined {
    return this.host.read(namespaces, { name: namespace })?.metadata.uid;
  }

  #plane(release: string) {
    const found = [...this.#planes.values()].find(({ plane }) => plane.release === release);
    if (found === undefined) throw new Error(`there is no plane of ${release}`);
    return found;
  }

  #membersPort(): Members {
    return {
      judge: (kubeconfig, context) => kubeconfigGate(kubeconfig, context),
      refuseAddress: () => undefined,
      open: (connection) => {
        const member = this.members.get(connection.server);
        if (member !== undefined) return member.open(connection);
        const nowhere = new FakeApiServer({ crash: this.crash });
        nowhere.faults.down(
          new KubeError({ code: 0, reason: 'Unreachable', message: 'the name of the server cannot be resolved' }),
        );
        return Object.assign(nowhere, { close: () => Promise.resolve() });
      },
    };
  }

  /** `aaaaaaab`, `aaaaaaac`, …: chance that a golden can hold. */
  #random(): Uint8Array {
    this.#ids += 1;
    const digits = this.#ids.toString(36).padStart(8, '0');
    return Uint8Array.from(digits, (digit) => Number.parseInt(digit, 36));
  }

  #count(server: FakeApiServer): void {
    server.onChange(() => (this.changes += 1));
  }

  #shared() {
    return { crash: this.crash, wall: () => new Date(this.now) };
  }
}

const extras = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'ClusterRole', 'ClusterRoleBinding'];

function withoutExtras<
  G extends { readonly objects: readonly { readonly resource: Resource; readonly object: KubeObject }[] },
>(group: G) {
  return { ...group, objects: group.objects.filter(({ resource }) => !extras.includes(resource.kind)) };
}

/** A small bundle: what is defined matters here, not how. */
const crds = {
  digest: 'sha256:test',
  definitions: definedKinds.map((kind) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: definitionName(kind) },
    spec: { group: kind.group },
  })),
};
const crdNames = definedKinds.map(definitionName);
