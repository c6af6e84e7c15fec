import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandOf, holdsFiles, holdsWithin, isAlive } from './processes.ts';

/** As in /proc/PID/stat, from the state on. */
function status(state: string, threads: number): readonly string[] {
  return `${state} 1 7 7 0 -1 4194304 99 0 0 0 0 0 0 0 20 0 ${threads} 0 2471650`.split(' ');
}

test.each([
  ['that runs', 'S', 9, true],
  ['whose first thread ended before the others', 'Z', 9, true],
  ['that ended and was not collected', 'Z', 1, false],
])('a process %s', (_what, state, threads, expected) => {
  expect(holdsFiles(status(state, threads))).toBe(expected);
});

test('one that was never there holds nothing', () => {
  expect(holdsFiles([''])).toBe(false);
});

test('a real one, alive and ended', async () => {
  const child = spawn('sleep', ['60']);
  const pid = child.pid ?? 0;
  expect(await holdsWithin(5_000, async () => (await commandOf(pid))?.[0] === 'sleep')).toBe(true);
  expect(await isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isAlive(pid)).toBe(false);
});
