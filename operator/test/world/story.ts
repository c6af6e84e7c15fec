import { reconcileInstance } from '../../src/instance/reconcile.ts';
import { reconcileMember } from '../../src/member/reconcile.ts';
import { isApiError } from '../../src/steps/perform.ts';
import type { Plan } from '../../src/steps/judge.ts';
import type { Next } from '../../src/steps/next.ts';
import type { Performed } from '../../src/steps/perform.ts';
import type { Condition } from '../../src/steps/conditions.ts';
import { resources } from '../../src/api/resources.ts';
import type { KubeObject, ObjectKey, Resource } from '../../src/world.ts';
import { SimulatedCrash } from '../fake/crash-point.ts';
import { FakeWorld, type FakeWorldOptions } from './fake-world.ts';

const { karmadaInstances, memberClusters } = resources;

type Action = { readonly kind: string };

/** Longer than Karmada takes to call a cluster not ready. */
const quietMs = 45_000;

/** Runs both reconcilers over a world, round after round, and writes down what happens. */
export class Story {
  readonly world: FakeWorld;
  /** Rounds so far. */
  rounds = 0;
  readonly #lines: string[] = [];
  readonly #last = new Map<string, string>();
  #told = 0;

  constructor(title: string, options?: FakeWorldOptions) {
    this.world = new FakeWorld(options);
    this.#lines.push(`story: ${title}`, '');
  }

  /** Begins the story here: what came before is not told. */
  begin(): this {
    this.#lines.splice(2);
    this.rounds = 0;
    return this;
  }

  /** What somebody else does, told and done. */
  meanwhile(sentence: string, act: () => void = () => undefined): void {
    this.#lines.push(`--- ${sentence}`);
    act();
  }

  /** Every object once, then everyone else once. Returns how long the operator would rest now, in ms. */
  async round(): Promise<number> {
    this.rounds += 1;
    const rests: number[] = [];
    try {
      for (const [resource, key] of this.#objects()) rests.push(await this.#pass(resource, key));
    } catch (error) {
      if (!(error instanceof SimulatedCrash)) throw error;
      this.#lines.push(`--- the operator dies ${error.message}; another one takes over`);
      this.world.crash.recover();
      rests.push(0);
    }
    this.world.tick();
    return Math.min(60_000, ...rests);
  }

  /** Rounds until nothing has changed anywhere for longer than anybody here waits; the clock moves as the operator rests. Returns the number of rounds with changes. */
  async settle(limit = 300): Promise<number> {
    let last = { at: this.world.now, round: 0 };
    for (let round = 1; round <= limit; round += 1) {
      const before = this.world.changes;
      const rest = await this.round();
      this.world.now += Math.max(100, rest);
      if (this.world.changes !== before) last = { at: this.world.now, round };
      else if (round - last.round >= 3 && this.world.now - last.at > quietMs) return last.round;
    }
    throw new Error(`not settled after ${limit} rounds:\n${this.text()}`);
  }

  /** Rounds for so long, in ms. */
  async during(ms: number): Promise<void> {
    const end = this.world.now + ms;
    while (this.world.now < end) {
      const rest = await this.round();
      this.world.now = Math.min(end, this.world.now + Math.max(100, rest));
    }
  }

  /** The conditions of every object, as they stand. */
  tellConditions(): void {
    for (const [resource, key] of this.#objects()) {
      const object = this.world.host.read<StatusObject>(resource, key);
      for (const { type, status, reason, message } of object?.status?.conditions ?? []) {
        this.#lines.push(`    ${key.name}: ${type}=${status} ${reason}: ${message}`);
      }
    }
  }

  tell(line: string): void {
    this.#lines.push(line);
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  conditionsOf(resource: Resource, key: ObjectKey): readonly Condition[] {
    return this.world.host.read<StatusObject>(resource, key)?.status?.conditions ?? [];
  }

  #objects(): readonly (readonly [Resource, ObjectKey])[] {
    return [karmadaInstances, memberClusters].flatMap((resource) =>
      this.world.host
        .all(resource)
        .map(({ metadata: { name, namespace = '' } }) => [resource, { name, namespace }] as const),
    );
  }

  async #pass(resource: Resource, key: ObjectKey): Promise<number> {
    const ports = this.world.ports();
    const { signal } = new AbortController();
    const passed = (_: KubeObject, plan: Plan<Action>, performed: readonly Performed<Action>[]): void =>
      this.#narrate(key.name, plan, performed);
    const world = { ...ports, passed };
    try {
      const next =
        resource === karmadaInstances
          ? await reconcileInstance(world, key, signal)
          : await reconcileMember(world, key, signal);
      this.#narrateEvents();
      return restOf(next);
    } catch (error) {
      if (!isApiError(error)) throw error;
      this.#line(`${key.name}/error`, `${key.name.padEnd(12)} pass failed: ${error.reason} ${error.message}`);
      return 1_000;
    }
  }

  #narrate(name: string, plan: Plan<Action>, performed: readonly Performed<Action>[]): void {
    for (const subject of this.#last.keys()) {
      if (subject.startsWith(`${name}/`) && !plan.lanes.some((lane) => subject === `${name}/${lane.name}`))
        this.#last.delete(subject);
    }
    for (const lane of plan.lanes) {
      const { current, hold } = lane;
      const done = performed
        .filter((one) => one.lane === lane.name)
        .map(
          ({ action, outcome }) =>
            `${action.kind} ${outcome.kind === 'done' ? 'done' : `failed ${outcome.reason}: ${outcome.message}`}`,
        );
      const head = `${name.padEnd(12)} ${lane.name.padEnd(11)}`;
      const held = hold === undefined ? '' : ` [held: ${hold.reason}]`;
      const verdict =
        current === undefined
          ? 'all met'
          : `${current.condition.padEnd(19)} ${current.verdict.kind.padEnd(7)} ${current.verdict.reason.padEnd(20)}`;
      const tail =
        done.length > 0
          ? done.join(', ')
          : current === undefined || current.verdict.kind === 'act'
            ? ''
            : current.verdict.message;
      this.#line(`${name}/${lane.name}`, `${head} ${verdict} ${tail}${held}`.trimEnd());
    }
  }

  #narrateEvents(): void {
    for (; this.#told < this.world.announced.length; this.#told += 1) {
      const { object, announcement } = this.world.announced[this.#told]!;
      this.#lines.push(
        `             event on ${object}: ${announcement.type} ${announcement.reason} ${announcement.message}`,
      );
    }
  }

  /** Told only when it is news. */
  #line(subject: string, line: string): void {
    if (this.#last.get(subject) === line) return;
    this.#last.set(subject, line);
    this.#lines.push(`${String(this.rounds).padStart(4)}  ${line}`);
  }
}

interface StatusObject extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

function restOf(next: Next): number {
  if (next.kind === 'after') return next.ms;
  return next.kind === 'settled' ? 60_000 : next.kind === 'backoff' ? 1_000 : 0;
}
