import { expect, test } from '@jest/globals';
import { FakeClock } from '../../test/fake-clock.ts';
import { spaced } from './spaced.ts';

function setUp() {
  const clock = new FakeClock();
  const added: (readonly [string, number])[] = [];
  const add = (key: string): void => void added.push([key, clock.now()] as const);
  return { clock, added, add: spaced({ add }, { ms: 10_000, clock }) };
}

test('the first comes at once, a burst after it as one', async () => {
  const { clock, added, add } = setUp();
  for (let second = 0; second < 25; second += 1) {
    add('a');
    await clock.advance(1000);
  }
  await clock.advance(60_000);
  expect(added).toEqual([
    ['a', 0],
    ['a', 10_000],
    ['a', 20_000],
    ['a', 30_000],
  ]);
});

test('keys do not wait for each other, and after a rest nobody waits', async () => {
  const { clock, added, add } = setUp();
  add('a');
  add('b');
  await clock.advance(15_000);
  add('a');
  await clock.advance(1000);
  expect(added).toEqual([
    ['a', 0],
    ['b', 0],
    ['a', 15_000],
  ]);
});
