import { expect, test } from '@jest/globals';
import { defaults } from '../plan.ts';
import { mergedSize } from './state.ts';

test('a cluster grows and never loses members by `up`', () => {
  expect(mergedSize(undefined, defaults)).toEqual(defaults);
  expect(mergedSize({ ...defaults, members: 1 }, { ...defaults, members: 3 }).members).toBe(3);
  expect(mergedSize({ ...defaults, members: 3 }, { ...defaults, members: 1 }).members).toBe(3);
});

test('a cluster keeps its net', () => {
  expect(() => mergedSize(defaults, { ...defaults, net: '10.99.0' })).toThrow('stands on net 10.97.0, not 10.99.0');
});
