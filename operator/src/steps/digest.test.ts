import { describe, expect, test } from '@jest/globals';
import { digest } from './digest.ts';

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;

describe('a digest', () => {
  test('is the same in any order of their keys, at any depth', () => {
    expect(digest({ a: { x: 1, y: [{ p: 1, q: 2 }] }, b: 2 })).toBe(digest({ b: 2, a: { y: [{ q: 2, p: 1 }], x: 1 } }));
  });

  test.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
    [{}, { a: {} }],
    [{ a: [] }, { a: {} }],
  ])('%j and %j differ', (one, other) => {
    expect(digest(one)).not.toBe(digest(other));
  });

  test('leaves out what JSON leaves out, as Helm does', () => {
    expect(digest({ a: 1, b: undefined })).toBe(digest({ a: 1 }));
  });

  test('a key named __proto__ counts as any other', () => {
    expect(digest(JSON.parse('{"__proto__":{"a":1}}') as object)).not.toBe(digest({}));
  });

  test('is a label value', () => {
    expect(digest({ a: 'x'.repeat(1000) })).toMatch(label);
  });
});
