import { expect, test } from '@jest/globals';
import { stateRoot } from './state-root.ts';

test('the state of clusters lies in the project', () => {
  expect(stateRoot('/srv/slipway/.slipway')).toBe('/srv/slipway/.slipway');
});

test('a path that is too long for sockets gives way to a short one, the same each time', () => {
  const long = `/${'folder/'.repeat(10)}.slipway`;
  expect(stateRoot(long).length).toBeLessThan(40);
  expect(stateRoot(long)).toBe(stateRoot(long));
  expect(stateRoot(long)).not.toBe(stateRoot(`${long}2`));
});
