import { describe, expect, test } from '@jest/globals';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { quietLog } from '../../test/quiet-log.ts';
import { until } from '../../test/until.ts';
import { Controller, type ControllerOptions, type Reconcile } from './controller.ts';
import type { Next } from './next.ts';
import { WorkQueue } from './work-queue.ts';

function setUp(reconcile: Reconcile, options: Partial<ControllerOptions> = {}) {
  const clock = new FakeClock();
  const log = quietLog();
  const queue = new WorkQueue({ backoff: { baseMs: 1000, capMs: 60_000 }, clock, random: () => 0 });
  const controller = new Controller({
    name: 'test',
    queue,
    workers: 2,
    deadlineMs: 1000,
    drainMs: 5000,
    reconcile,
    log,
    clock,
    ...options,
  });
  const stop = new AbortController();
  const run = controller.run(stop.signal);
  return { clock, log, queue, stop, run };
}

async function end({ stop, run }: { stop: AbortController; run: Promise<void> }): Promise<void> {
  stop.abort();
  await run;
}

describe('a controller', () => {
  test('reconciles a key and lets it rest when settled', async () => {
    const keys: string[] = [];
    const world = setUp(async (key) => {
      keys.push(key);
      return { kind: 'settled' };
    });
    world.queue.add('a');
    await world.clock.advance(600_000);
    expect(keys).toEqual(['a']);
    await end(world);
  });

  test('comes back after the time that the reconcile named', async () => {
    const times: number[] = [];
    const world = setUp(async () => {
      times.push(world.clock.now());
      return times.length < 3 ? { kind: 'after', ms: 5000 } : { kind: 'settled' };
    });
    world.queue.add('a');
    await world.clock.advance(60_000);
    expect(times).toEqual([0, 5000, 10_000]);
    await end(world);
  });

  test('polls often at first and ever more slowly if it goes on, until something else happens', async () => {
    const times: number[] = [];
    const world = setUp(async () => {
      times.push(world.clock.now());
      return times.length === 1000 ? { kind: 'again' } : { kind: 'after', ms: 150 };
    });
    const gap = (index: number) => times[index]! - times[index - 1]!;
    world.queue.add('a');
    await world.clock.advance(1_200_000);
    expect([1, 100, 101, 201, 401].map(gap)).toEqual([150, 150, 300, 600, 2400]);
    expect(gap(times.length - 1)).toBe(5000);
    expect(times.length).toBeLessThan(800);
    await end(world);
  });

  test('slows a key down after ten agains in a row, and not its neighbour', async () => {
    const times: number[] = [];
    const neighbour: number[] = [];
    const world = setUp(async (key) => {
      (key === 'a' ? times : neighbour).push(world.clock.now());
      return key === 'a' ? { kind: 'again' } : { kind: 'settled' };
    });
    world.queue.add('a');
    world.queue.add('b');
    await settle();
    expect(times).toHaveLength(11);
    await world.clock.advance(10_000);
    expect(times.slice(10)).toEqual([0, 1000, 3000, 7000]);
    expect(neighbour).toEqual([0]);
    await end(world);
  });

  test('takes a throwing reconcile for a bug: logged, tried again with backoff', async () => {
    const times: number[] = [];
    const world = setUp(async () => {
      times.push(world.clock.now());
      if (times.length < 3) throw new Error('bug');
      return { kind: 'settled' };
    });
    world.queue.add('a');
    await world.clock.advance(60_000);
    expect(times).toEqual([0, 1000, 3000]);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
    await end(world);
  });

  test('a hanging key does not hold the others, and its signal aborts at the deadline', async () => {
    const ended: string[] = [];
    const world = setUp(
      async (key, signal) => {
        if (key === 'hangs') await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        ended.push(key);
        return { kind: 'settled' };
      },
      { deadlineMs: 100 },
    );
    world.queue.add('hangs');
    world.queue.add('a');
    world.queue.add('b');
    await settle();
    expect(ended).toEqual(['a', 'b']);
    await until(() => ended.length === 3);
    expect(ended).toEqual(['a', 'b', 'hangs']);
    expect(world.log.lines.map(({ sentence }) => sentence)).toContain('reconcile ran into its deadline');
    await end(world);
  });

  test('never has one key in two hands', async () => {
    let inHand = 0;
    let most = 0;
    const world = setUp(
      async (): Promise<Next> => {
        inHand += 1;
        most = Math.max(most, inHand);
        await new Promise<void>((resolve) => world.clock.after(10, resolve));
        inHand -= 1;
        return { kind: 'settled' };
      },
      { workers: 4 },
    );
    for (let i = 0; i < 100; i += 1) {
      world.queue.add('a');
      await world.clock.advance(3);
    }
    await world.clock.advance(100);
    expect(most).toBe(1);
    await end(world);
  });

  test('on abort lets what is under way finish, and hurries it after the drain time', async () => {
    let hurried = false;
    const world = setUp(
      async (_key, signal) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        hurried = true;
        return { kind: 'again' };
      },
      { deadlineMs: 600_000 },
    );
    world.queue.add('a');
    await settle();
    world.stop.abort();
    await world.clock.advance(4999);
    expect(hurried).toBe(false);
    await world.clock.advance(1);
    expect(hurried).toBe(true);
    await world.run;
    expect(world.queue.depth).toBe(0);
  });
});
