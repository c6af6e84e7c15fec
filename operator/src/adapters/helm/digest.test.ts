import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartDigest } from './chart-digest.ts';
import { valuesDigest } from './values-digest.ts';

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;

describe('values', () => {
  test('are equal in any order of their keys, at any depth', () => {
    expect(valuesDigest({ a: { x: 1, y: [{ p: 1, q: 2 }] }, b: 2 })).toBe(
      valuesDigest({ b: 2, a: { y: [{ q: 2, p: 1 }], x: 1 } }),
    );
  });

  test.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
    [{}, { a: {} }],
    [{ a: [] }, { a: {} }],
  ])('%j and %j differ', (one, other) => {
    expect(valuesDigest(one)).not.toBe(valuesDigest(other));
  });

  test('leave out what JSON leaves out, as Helm does', () => {
    expect(valuesDigest({ a: 1, b: undefined })).toBe(valuesDigest({ a: 1 }));
  });

  test('a key named __proto__ counts as any other', () => {
    expect(valuesDigest(JSON.parse('{"__proto__":{"a":1}}') as object)).not.toBe(valuesDigest({}));
  });

  test('give a label value', () => {
    expect(valuesDigest({ a: 'x'.repeat(1000) })).toMatch(label);
  });
});

describe('a chart', () => {
  let dir = '';

  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'chart-')), 'one');
    await mkdir(join(dir, 'templates'), { recursive: true });
    await writeFile(join(dir, 'Chart.yaml'), 'name: one');
    await writeFile(join(dir, 'templates/a.yaml'), 'a');
    await writeFile(join(dir, 'templates/b.yaml'), 'b');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  test('has one digest wherever it lies, fit for a label', async () => {
    await cp(dir, `${dir}-copy`, { recursive: true });
    expect(await chartDigest(`${dir}-copy`)).toBe(await chartDigest(dir));
    expect(await chartDigest(dir)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each([
    ['a file changes', () => writeFile(join(dir, 'templates/a.yaml'), 'A')],
    ['a file is added', () => writeFile(join(dir, '.helmignore'), '')],
    ['a file goes', () => rm(join(dir, 'templates/b.yaml'))],
    ['a file is renamed', () => rename(join(dir, 'templates/b.yaml'), join(dir, 'templates/c.yaml'))],
    [
      'content moves from one file to the next',
      async () => {
        await writeFile(join(dir, 'templates/a.yaml'), '');
        await writeFile(join(dir, 'templates/b.yaml'), 'ab');
      },
    ],
  ])('has another digest when %s', async (_what, change) => {
    const before = await chartDigest(dir);
    await change();
    expect(await chartDigest(dir)).not.toBe(before);
  });

  test('with a link in it has none: the link could point anywhere', async () => {
    await symlink('/etc/hostname', join(dir, 'templates/link.yaml'));
    await expect(chartDigest(dir)).rejects.toThrow('no regular file');
  });
});
