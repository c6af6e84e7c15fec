import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withLock } from './lock.ts';

let path: string;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'slipway-lock-')), 'e2e.lock');
});

afterEach(() => rm(join(path, '..'), { recursive: true }));

test('a second holder is refused, and the lock ends with the work', async () => {
  await withLock(path, async () => {
    await expect(withLock(path, async () => undefined)).rejects.toThrow(`process ${process.pid} is working`);
  });
  expect(existsSync(path)).toBe(false);
});

test('the lock ends with work that fails', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(path, async () => 'yes')).toBe('yes');
});

test.each(['', 'rubbish', '999999999 1', `${process.pid} 1`])('a lock that says %j is void', async (content) => {
  await writeFile(path, content);
  expect(await withLock(path, async () => 'yes')).toBe('yes');
});
