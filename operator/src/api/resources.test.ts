import { expect, test } from '@jest/globals';
import type { Resource } from '../world.ts';
import { resources } from './resources.ts';

const all = Object.entries(resources satisfies Readonly<Record<string, Resource>>);

test('every kind stands here once', () => {
  const names = all.map(([, { group, plural }]) => `${plural}.${group}`);
  expect(new Set(names).size).toBe(names.length);
});

test.each(all)('%s goes by its plural', (name, { plural, kind }) => {
  expect(name.toLowerCase()).toBe(plural);
  expect(plural.startsWith(kind.toLowerCase().replace(/y$/, ''))).toBe(true);
});
