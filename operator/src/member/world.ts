import type { Announcement } from '../steps/announce.ts';
import type { Plan } from '../steps/judge.ts';
import type { Performed } from '../steps/perform.ts';
import type { KubeApi, KubeObject, Members, Planes } from '../world.ts';
import type { MemberAction } from './plan/action.ts';
import type { VersionRange } from './plan/observed.ts';

export interface MemberSettings {
  /** Namespaces whose members are looked after; empty: all. */
  readonly watchNamespaces: readonly string[];
  /** By Karmada's version: the members that it was tested with. */
  readonly testedVersions: Readonly<Record<string, VersionRange>>;
}

/** The ports a membership is reconciled through. */
export interface MemberWorld {
  readonly host: KubeApi;
  readonly planes: Planes;
  readonly members: Members;
  readonly settings: MemberSettings;
  /** ms since the epoch */
  readonly now: () => number;
  /** ms since the epoch; since when this operator has been at work */
  readonly workingSince: () => number;
  /** Events beside the object; never fails. */
  readonly announce: (object: KubeObject, announcements: readonly Announcement[]) => void;
  /** Told at the end of each pass, for the log. */
  readonly passed?: (
    object: KubeObject,
    plan: Plan<MemberAction>,
    performed: readonly Performed<MemberAction>[],
  ) => void;
}
