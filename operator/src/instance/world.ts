import type { Announcement } from '../steps/announce.ts';
import type { Plan } from '../steps/judge.ts';
import type { Performed } from '../steps/perform.ts';
import type { KubeApi, KubeObject, Keys, PlaneRef, Planes, Releases, Resource } from '../world.ts';
import type { InstanceAction } from './plan/action.ts';
import type { Catalogue } from './plan/catalogue.ts';
import type { ChartSettings } from './plan/values.ts';

/** The ports an instance is reconciled through. */
export interface InstanceWorld {
  readonly host: KubeApi;
  readonly releases: Releases;
  readonly planes: Planes;
  readonly keys: Keys;
  readonly planeObjects: PlaneObjectsPort;
  readonly catalogue: Catalogue;
  readonly settings: InstanceSettings;
  /** ms since the epoch */
  readonly now: () => number;
  /** ms since the epoch; since when this operator has been at work */
  readonly workingSince: () => number;
  /** Eight or more random bytes, for a new instance's identity. */
  readonly random: () => Uint8Array;
  readonly announce: (object: KubeObject, announcements: readonly Announcement[]) => void;
  /** Told at the end of each pass, for the log. */
  readonly passed?: (
    object: KubeObject,
    plan: Plan<InstanceAction>,
    performed: readonly Performed<InstanceAction>[],
  ) => void;
  /** Looks at the instance and its members again when the plane's Clusters change. */
  readonly followFleet: (instance: KubeObject, plane: PlaneRef) => void;
}

export interface InstanceSettings extends ChartSettings {
  /** Directory that holds the charts, one folder each. */
  readonly chartsDir: string;
  /** The ServiceAccount that the RoleBinding in a host namespace names. */
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  /** Namespaces whose instances are looked after; empty: all. */
  readonly watchNamespaces: readonly string[];
  /** The ClusterRole of tier two. */
  readonly instanceRole: string;
}

/** Karmada's objects inside a plane, as data. */
export interface PlaneObjectsPort {
  wanted(place: PlanePlace): PlaneObjectSet;
}

export interface PlanePlace {
  readonly release: string;
  readonly namespace: string;
  readonly caBundle: string;
  readonly version: string;
}

export interface PlaneObjectSet {
  readonly digest: string;
  readonly crdNames: readonly string[];
  /** To be applied in this order; the objects of one group in any order. */
  readonly groups: readonly {
    readonly name: string;
    readonly objects: readonly { readonly resource: Resource; readonly object: KubeObject }[];
  }[];
}
