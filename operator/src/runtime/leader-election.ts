import { systemClock, type Clock } from './clock.ts';
import { deadline } from './deadline.ts';
import { isAlreadyExists, isConflict } from './kube-error.ts';
import type { CallOptions, KubeObject, ObjectKey, Resource } from './kube-types.ts';
import { heldBy, leases, newLease, released, type Lease, type LeaseSpec } from './lease-record.ts';
import type { Logger } from './logger.ts';
import { sleep } from './sleep.ts';

export interface LeaseClient {
  get<T extends KubeObject>(resource: Resource, key: ObjectKey, options?: CallOptions): Promise<T | undefined>;
  create<T extends KubeObject>(resource: Resource, object: KubeObject, options?: CallOptions): Promise<T>;
  mergePatch<T extends KubeObject>(
    resource: Resource,
    key: ObjectKey,
    patch: object,
    options?: CallOptions,
  ): Promise<T>;
}

export interface LeaderElectionOptions {
  /** Must not be fenced by this election. */
  readonly client: LeaseClient;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** Differs between all processes, also between two lives of one Pod. */
  readonly identity: string;
  readonly log: Logger;
  /** Others may take a lease that nobody has renewed for so long. Default 15 s. */
  readonly leaseMs?: number;
  /** The holder gives up when it could not renew for so long. Default 10 s. */
  readonly renewDeadlineMs?: number;
  /** Between two tries. Default 2 s. */
  readonly retryMs?: number;
  readonly onChange?: (leading: boolean) => void;
  readonly clock?: Clock;
  readonly wall?: () => Date;
  readonly random?: () => number;
}

/**
 * One leader among several processes, by a Lease. Ages are judged by when this process saw the lease change on its own monotonic
 * clock, so wrong wall clocks do no harm. A process that lost the lease must end: it never stands again.
 */
export class LeaderElection {
  readonly #options: Required<LeaderElectionOptions>;
  #seen: { readonly lease: Lease; readonly at: number } | undefined;
  /** What we saw last may not be what is there. */
  #inDoubt = true;
  /** When the last renewal that succeeded was sent. */
  #renewed: number | undefined;

  constructor(options: LeaderElectionOptions) {
    const defaults = { leaseMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2000 };
    const tools = { onChange: () => undefined, clock: systemClock, wall: () => new Date(), random: Math.random };
    this.#options = { ...defaults, ...tools, ...options };
  }

  /** The fence for writes: true only while the lease cannot have passed to another, even if this process has been asleep. */
  readonly isLeader = (): boolean => {
    return this.#leftMs() > 0;
  };

  /** Stands until elected: true; or until `signal` aborts: false. Never rejects. */
  async acquire(signal: AbortSignal): Promise<boolean> {
    const { retryMs, random, clock, log, identity } = this.#options;
    while (!signal.aborted) {
      if (await this.#try(signal)) {
        log.info({ identity }, 'leading');
        this.#options.onChange(true);
        return true;
      }
      await sleep(clock, retryMs * (1 + random() / 5), signal);
    }
    return false;
  }

  /** Renews until `signal` aborts, then hands the lease back: 'released'; or until the lease is lost: 'lost', after which the process must end. */
  async hold(signal: AbortSignal): Promise<'released' | 'lost'> {
    const { retryMs, random, clock } = this.#options;
    for (;;) {
      await sleep(clock, Math.min(retryMs * (1 - random() / 5), this.#leftMs()), signal);
      if (signal.aborted) return this.#release();
      if (!this.isLeader()) return this.#lost('it could not be renewed in time');
      const renewed = await this.#try(signal);
      if (!renewed && this.#isTaken()) return this.#lost('another holds it');
    }
  }

  /** For how much longer we lead if no renewal succeeds. */
  #leftMs(): number {
    const { clock, renewDeadlineMs } = this.#options;
    return this.#renewed === undefined ? 0 : Math.max(0, this.#renewed + renewDeadlineMs - clock.now());
  }

  /** One look and, if it may, one write; false when it is not ours afterwards. Bounded by the renewal deadline. */
  async #try(signal: AbortSignal): Promise<boolean> {
    const { clock, renewDeadlineMs, log } = this.#options;
    const sent = clock.now();
    const limit = deadline(this.#renewed === undefined ? renewDeadlineMs : this.#leftMs(), signal);
    try {
      const written = await this.#write(limit.signal);
      if (written) this.#renewed = sent;
      return written;
    } catch (error) {
      this.#inDoubt = true;
      if (!signal.aborted)
        log.warn({ lease: this.#options.lease.name, err: error }, 'the lease could not be read or written');
      return false;
    } finally {
      limit.clear();
    }
  }

  async #write(signal: AbortSignal): Promise<boolean> {
    const { client, lease: key } = this.#options;
    // The holder knows its lease; everyone else has to look.
    const known = this.#renewed === undefined || this.#inDoubt ? undefined : this.#seen?.lease;
    const lease = known ?? (await client.get<Lease>(leases, key, { signal }));
    if (lease === undefined) return this.#keep(client.create<Lease>(leases, newLease(key, this.#held({})), { signal }));
    this.#see(lease);
    if (this.#isTaken()) return false;
    return this.#keep(client.mergePatch<Lease>(leases, key, patchOf(lease, this.#held(lease.spec ?? {})), { signal }));
  }

  /** Someone else was faster: not an error. The next try looks again. */
  async #keep(writing: Promise<Lease>): Promise<boolean> {
    try {
      this.#see(await writing);
      this.#inDoubt = false;
      return true;
    } catch (error) {
      if (!isConflict(error) && !isAlreadyExists(error)) throw error;
      await this.#look();
      return false;
    }
  }

  async #look(): Promise<void> {
    const { client, lease } = this.#options;
    const current = await client.get<Lease>(leases, lease);
    if (current === undefined) this.#seen = undefined;
    else this.#see(current);
  }

  #see(lease: Lease): void {
    if (this.#seen?.lease.metadata.resourceVersion === lease.metadata.resourceVersion) return;
    this.#seen = { lease, at: this.#options.clock.now() };
  }

  /** Held by another who renewed it, as far as we saw, within its term. */
  #isTaken(): boolean {
    const { identity, clock } = this.#options;
    if (this.#seen === undefined) return false;
    const { holderIdentity = '', leaseDurationSeconds = 0 } = this.#seen.lease.spec ?? {};
    if (holderIdentity === '' || holderIdentity === identity) return false;
    return clock.now() - this.#seen.at < leaseDurationSeconds * 1000;
  }

  #held(before: LeaseSpec): LeaseSpec {
    const { identity, leaseMs, wall } = this.#options;
    return heldBy(identity, before, { leaseMs, wall: wall() });
  }

  #lost(why: string): 'lost' {
    const { log, identity, onChange } = this.#options;
    this.#renewed = undefined;
    log.error({ identity, why }, 'the lease is lost');
    onChange(false);
    return 'lost';
  }

  async #release(): Promise<'released' | 'lost'> {
    const { client, lease: key, wall, log, onChange, retryMs } = this.#options;
    if (!this.isLeader()) return this.#lost('it could not be renewed in time');
    const lease = this.#seen?.lease;
    this.#renewed = undefined;
    onChange(false);
    const limit = deadline(retryMs);
    try {
      if (lease !== undefined)
        await client.mergePatch(leases, key, patchOf(lease, released(lease.spec ?? {}, wall())), {
          signal: limit.signal,
        });
    } catch (error) {
      log.warn({ err: error }, 'the lease could not be handed back; it runs out by itself');
    } finally {
      limit.clear();
    }
    return 'released';
  }
}

/** Holds only if nobody has written since. */
function patchOf({ metadata: { uid, resourceVersion } }: Lease, spec: LeaseSpec): object {
  return { metadata: { uid, resourceVersion }, spec };
}
