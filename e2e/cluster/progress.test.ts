import { expect, test } from '@jest/globals';
import { screenProgress } from './progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, write: (text: string) => written.push(text), text: () => written.join('') };
}

test('without a terminal a step is one plain line with its time', async () => {
  const plain = screen(false);
  expect(await screenProgress(plain).step('network', async () => 7)).toBe(7);
  expect(plain.text()).toMatch(/^ok {3}network \(\d+\.\ds\)\n$/);
});

test('a failed step says so and passes the failure on', async () => {
  const plain = screen(false);
  await expect(screenProgress(plain).step('node', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(plain.text()).toMatch(/^FAIL node /);
});

test('on a terminal the running steps share one line that never wraps', async () => {
  const terminal = screen(true);
  const progress = screenProgress(terminal);
  const step = (title: string) => progress.step(title, async (note) => note('x'.repeat(80)));
  await Promise.all([step('one'), step('two')]);
  const lines = terminal
    .text()
    .split(/[\r\n]/)
    .map((line) => line.replace('\u001b[K', ''));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60);
  expect(terminal.text()).toContain('one');
});
