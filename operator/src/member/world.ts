import type { Announcement } from '../steps/announce.ts';
import type { KubeApi, KubeObject, Members, Planes } from '../world.ts';

/** The ports a membership is reconciled through. */
export interface MemberWorld {
  readonly host: KubeApi;
  readonly planes: Planes;
  readonly members: Members;
  /** ms since the epoch */
  readonly now: () => number;
  /** Events beside the object; never fails. */
  readonly announce: (object: KubeObject, announcements: readonly Announcement[]) => void;
}
