import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tools, versions, type Tool } from './table.ts';

const all: readonly (readonly [string, Tool])[] = Object.entries(tools);
const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');

describe.each(all.filter(([name]) => name !== 'pause'))('%s', (_name, tool) => {
  test('is imported by its module, so that go.sum covers it', () => {
    expect(read(tool.module, 'tools.go')).toContain(`_ "${tool.package}"`);
  });

  test('has the version that go.mod pins', () => {
    const pinned = [...read(tool.module, 'go.mod').matchAll(/^\s*(?:require )?(\S+) (v\S+)$/gm)];
    const owner = pinned.filter(([, path = '']) => tool.package === path || tool.package.startsWith(`${path}/`));
    expect(owner.map(([, , version = '']) => version.replace(/^v/, ''))).toEqual([tool.version.replace(/^v/, '')]);
  });
});

test('pause calls itself what the table says', () => {
  expect(read('pause', 'main.go')).toContain(`const version = "${versions.pause}"`);
});
