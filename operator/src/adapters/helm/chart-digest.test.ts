import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartDigest } from './chart-digest.ts';

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
