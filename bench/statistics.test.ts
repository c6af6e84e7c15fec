import { expect, test } from '@jest/globals';
import { spread } from './statistics.ts';

test.each([
  { values: [7], told: { n: 1, p50: 7, min: 7, max: 7 } },
  { values: [9, 1, 5], told: { n: 3, p50: 5, min: 1, max: 9 } },
  { values: [10, 2, 30, 4], told: { n: 4, p50: 10, min: 2, max: 30 } },
])('$values', ({ values, told }) => {
  expect(spread(values)).toEqual(told);
});

test('a series without a value has no middle', () => {
  expect(() => spread([])).toThrow('nothing was measured');
});
