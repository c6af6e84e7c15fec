import { afterAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../cluster/failure.ts';
import { explainAll } from './explain-all.ts';

const folder = await mkdtemp(join(tmpdir(), 'slipway-explain-'));
afterAll(() => rm(folder, { recursive: true }));

test('the end of the log that a failure names is told with it', async () => {
  const log = join(folder, 'kube-apiserver.log');
  await writeFile(log, Array.from({ length: 9 }, (_, index) => `line ${index + 1}\n`).join(''));
  const lines = explainAll(new Failure('it ended', { log, next: 'up' })).split('\n');
  expect(lines.slice(0, 6)).toEqual(['     it ended', ...[5, 6, 7, 8, 9].map((line) => `     line ${line}`)]);
});

test('a log that is not there takes nothing from the rest', () => {
  const failure = new Failure('it ended', { log: join(folder, 'none'), next: 'up' });
  expect(explainAll(new Error('outer', { cause: failure }))).toMatch(/^ {5}outer\n {5}it ended\n {5}.*\/e2e\//);
});
