import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';

const folder = join(import.meta.dirname, '..', 'stories');

/** Compares a text with `stories/<name>.golden.txt`; UPDATE_GOLDEN=1 writes it instead. */
export function expectGolden(name: string, text: string): void {
  const file = join(folder, `${name}.golden.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, text);
    return;
  }
  if (!existsSync(file)) throw new Error(`there is no ${name}.golden.txt; run once with UPDATE_GOLDEN=1 and read it`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
