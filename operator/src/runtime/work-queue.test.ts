import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { WorkQueue } from './work-queue.ts';

const backoff = { baseMs: 1000, capMs: 60_000 };

function setUp(): { clock: FakeClock; queue: WorkQueue } {
  const clock = new FakeClock();
  return { clock, queue: new WorkQueue({ backoff, clock, random: () => 0 }) };
}

describe('a work queue', () => {
  test('collapses adds of a key that waits', async () => {
    const { queue } = setUp();
    queue.add('a');
    queue.add('b');
    queue.add('a');
    expect([await queue.take(), await queue.take()]).toEqual(['a', 'b']);
    expect(queue.depth).toBe(0);
  });

  test('holds a key back while it is being worked on, and hands it out once more after', async () => {
    const { queue } = setUp();
    queue.add('a');
    const key = await queue.take();
    queue.add('a');
    queue.add('a');
    expect(queue.depth).toBe(0);
    queue.done(key!);
    expect(queue.depth).toBe(1);
    queue.done((await queue.take())!);
    expect(queue.depth).toBe(0);
  });

  test('keeps the earliest of several delays', async () => {
    const { clock, queue } = setUp();
    queue.addAfter('a', 5000);
    queue.addAfter('a', 1000);
    queue.addAfter('a', 9000);
    await clock.advance(999);
    expect(queue.depth).toBe(0);
    await clock.advance(1);
    expect(queue.depth).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test('doubles the backoff of a key up to the cap, and starts afresh after forget', () => {
    const { queue } = setUp();
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => queue.addBackoff('a'))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(queue.addBackoff('b')).toBe(1000);
    queue.forget('a');
    expect(queue.addBackoff('a')).toBe(1000);
  });

  test('gives a waiting worker the key at once', async () => {
    const { queue } = setUp();
    const taken = queue.take();
    queue.add('a');
    expect(await taken).toBe('a');
    expect(queue.unfinishedMs()).toHaveLength(1);
  });

  test('on shutdown releases waiting workers and drops what waits', async () => {
    const { clock, queue } = setUp();
    queue.add('a');
    await queue.take();
    const idle = queue.take();
    queue.addAfter('b', 10);
    queue.add('a');
    queue.shutDown();
    expect(await idle).toBeUndefined();
    await clock.advance(100);
    queue.done('a');
    queue.add('c');
    expect(await queue.take()).toBeUndefined();
    expect(queue.depth).toBe(0);
  });

  test('tells its observer how long keys waited and were worked on', async () => {
    const clock = new FakeClock();
    const told: (string | number)[][] = [];
    const observer = {
      added: (depth: number) => told.push(['added', depth]),
      taken: (depth: number, ms: number) => told.push(['taken', depth, ms]),
      done: (ms: number) => told.push(['done', ms]),
      retried: () => told.push(['retried']),
    };
    const queue = new WorkQueue({ backoff, clock, random: () => 0, observer });
    queue.add('a');
    await clock.advance(20);
    await queue.take();
    await clock.advance(30);
    expect(queue.unfinishedMs()).toEqual([30]);
    queue.addBackoff('a');
    queue.done('a');
    expect(told).toEqual([['added', 1], ['taken', 0, 20], ['retried'], ['done', 30]]);
  });
});

type Op =
  | { readonly op: 'add' | 'backoff' | 'forget'; readonly key: string }
  | { readonly op: 'after'; readonly key: string; readonly ms: number }
  | { readonly op: 'take' }
  | { readonly op: 'done'; readonly pick: number }
  | { readonly op: 'advance'; readonly ms: number };

const anyKey = fc.constantFrom('a', 'b', 'c');
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constantFrom('add' as const, 'backoff' as const, 'forget' as const), key: anyKey }),
  fc.record({ op: fc.constant('after' as const), key: anyKey, ms: fc.integer({ min: 0, max: 5000 }) }),
  fc.record({ op: fc.constant('take' as const) }),
  fc.record({ op: fc.constant('done' as const), pick: fc.nat(2) }),
  fc.record({ op: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 4000 }) }),
);

/** The same queue, written as plainly as possible: times in one list, no timers, no promises. */
class Model {
  now = 0;
  ready: string[] = [];
  dirty = new Set<string>();
  processing: string[] = [];
  delays = new Map<string, number>();
  failures = new Map<string, number>();

  add(key: string): void {
    if (this.dirty.has(key)) return;
    this.dirty.add(key);
    if (!this.processing.includes(key)) this.ready.push(key);
  }

  after(key: string, ms: number): void {
    if (ms <= 0) return this.add(key);
    const at = this.now + ms;
    if (at >= (this.delays.get(key) ?? Infinity)) return;
    // A new timer: of those that fall due at the same time, the last.
    this.delays.delete(key);
    this.delays.set(key, at);
  }

  backoff(key: string): void {
    const n = this.failures.get(key) ?? 0;
    this.failures.set(key, n + 1);
    this.after(key, Math.min(60_000, 1000 * 2 ** n));
  }

  take(): string | undefined {
    const key = this.ready.shift();
    if (key === undefined) return undefined;
    this.dirty.delete(key);
    this.processing.push(key);
    return key;
  }

  done(key: string): void {
    this.processing = this.processing.filter((k) => k !== key);
    if (this.dirty.has(key)) this.ready.push(key);
  }

  advance(ms: number): void {
    this.now += ms;
    const due = [...this.delays].filter(([, at]) => at <= this.now).sort(([, x], [, y]) => x - y);
    for (const [key] of due) {
      this.delays.delete(key);
      this.add(key);
    }
  }
}

async function apply(op: Op, queue: WorkQueue, clock: FakeClock, model: Model): Promise<void> {
  switch (op.op) {
    case 'add':
      queue.add(op.key);
      return model.add(op.key);
    case 'backoff':
      queue.addBackoff(op.key);
      return model.backoff(op.key);
    case 'forget':
      queue.forget(op.key);
      model.failures.delete(op.key);
      return;
    case 'after':
      queue.addAfter(op.key, op.ms);
      return model.after(op.key, op.ms);
    case 'take':
      // Taking from an empty queue waits; the model has no waiting.
      if (queue.depth > 0 || model.ready.length > 0) expect(await queue.take()).toBe(model.take());
      return;
    case 'done': {
      const key = model.processing[op.pick];
      if (key === undefined) return;
      queue.done(key);
      return model.done(key);
    }
    case 'advance':
      await clock.advance(op.ms);
      return model.advance(op.ms);
  }
}

/** b's delay is lowered to the moment at which a's ends. */
const lowered: Op[] = [
  { op: 'after', key: 'b', ms: 1001 },
  { op: 'backoff', key: 'a' },
  { op: 'backoff', key: 'b' },
  { op: 'advance', ms: 1000 },
  { op: 'take' },
];

test('behaves like the model under any sequence of calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyOp, { maxLength: 40 }), async (ops) => {
      const { clock, queue } = setUp();
      const model = new Model();
      for (const op of ops) {
        await apply(op, queue, clock, model);
        expect(new Set(model.processing).size).toBe(model.processing.length);
        expect({ depth: queue.depth, active: queue.unfinishedMs().length }).toEqual({
          depth: model.ready.length,
          active: model.processing.length,
        });
      }
    }),
    { numRuns: 500, examples: [[lowered]] },
  );
});

test('no add is lost and no key is in two hands, with real workers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyKey, fc.integer({ min: 0, max: 30 })), { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (adds, workers) => {
        const { clock, queue } = setUp();
        const wanted = new Map<string, number>();
        const seen = new Map<string, number>();
        const busy = new Set<string>();
        const work = async (): Promise<void> => {
          for (let key = await queue.take(); key !== undefined; key = await queue.take()) {
            expect(busy.has(key)).toBe(false);
            busy.add(key);
            const level = wanted.get(key) ?? 0;
            await new Promise<void>((resolve) => clock.after(7, resolve));
            seen.set(key, level);
            busy.delete(key);
            queue.done(key);
          }
        };
        const running = Array.from({ length: workers }, work);
        for (const [key, pause] of adds) {
          wanted.set(key, (wanted.get(key) ?? 0) + 1);
          queue.add(key);
          await clock.advance(pause);
        }
        await clock.advance(1000);
        expect(seen).toEqual(wanted);
        queue.shutDown();
        await Promise.all(running);
        await settle();
      },
    ),
    { numRuns: 100 },
  );
});
