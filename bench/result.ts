import type { Install } from './install.ts';
import type { OperatorJoin, PeerJoin } from './join.ts';
import type { Footprint } from './memory.ts';
import type { Rest } from './rest.ts';
import type { Stored } from './storage.ts';

/** All that one run measured, as it is written to the file. Times in milliseconds, sizes in bytes. */
export interface Result {
  readonly machine: Machine;
  readonly installs: readonly Install[];
  readonly deletions: readonly number[];
  readonly joins: readonly JoinPair[];
  readonly memory: readonly Footprint[];
  readonly storage: Stored;
  readonly database: { readonly before: number; readonly after: number };
  readonly rest: Rest;
}

/** One join by each of the two, into the same plane, one after the other. */
export interface JoinPair {
  readonly operator: OperatorJoin;
  readonly leaveMs: number;
  readonly peer: PeerJoin;
  readonly unjoinMs: number;
}

export interface Machine {
  readonly startedAt: string;
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Load average of the last minute: before the first figure and after the last. Above the cores the machine was busy with other work too. */
  readonly load: readonly [before: number, after: number];
}
