import { expect, test } from '@jest/globals';
import { setImmediate as nextTick } from 'node:timers/promises';
import { turns } from './turns.ts';

function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { promise, open: () => resolve(undefined) };
}

test('one release has one turn at a time, in the order of the calls', async () => {
  const queue = turns(2);
  const first = gate();
  const story: string[] = [];
  const one = queue.take('a', async () => {
    await first.promise;
    story.push('one');
  });
  const two = queue.take('a', async () => void story.push('two'));
  await queue.take('b', async () => void story.push('other'));
  first.open();
  await Promise.all([one, two]);
  expect(story).toEqual(['other', 'one', 'two']);
});

test('no more than the limit run at once', async () => {
  const queue = turns(2);
  const all = gate();
  let running = 0;
  let most = 0;
  const tasks = ['a', 'b', 'c', 'd'].map((key) =>
    queue.take(key, async () => {
      running += 1;
      most = Math.max(most, running);
      await all.promise;
      running -= 1;
    }),
  );
  await nextTick();
  expect(running).toBe(2);
  all.open();
  await Promise.all(tasks);
  expect(most).toBe(2);
});

test('a waiting task holds no slot that another release could use', async () => {
  const queue = turns(2);
  const first = gate();
  const tasks = [queue.take('a', () => first.promise), queue.take('a', async () => undefined)];
  await expect(queue.take('b', async () => 'ran')).resolves.toBe('ran');
  first.open();
  await Promise.all(tasks);
});

test('a failed task lets the next one run', async () => {
  const queue = turns(1);
  const failing = queue.take('a', async () => Promise.reject(new Error('no')));
  const next = queue.take('a', async () => 'ran');
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('ran');
});

test('a release is busy until its last task ended', async () => {
  const queue = turns(1);
  const first = gate();
  expect(queue.busy('a')).toBe(false);
  const one = queue.take('a', () => first.promise);
  const two = queue.take('a', async () => undefined);
  expect(queue.busy('a')).toBe(true);
  first.open();
  await one;
  expect(queue.busy('a')).toBe(true);
  await two;
  expect(queue.busy('a')).toBe(false);
});
