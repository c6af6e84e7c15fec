import { expect, test } from '@jest/globals';
import { explanation } from './explain.ts';
import { Failure } from './failure.ts';

test('a failure tells what, where the log is and what is next', () => {
  const failure = new Failure('the node was not ready', { log: '/logs/kubelet.log', next: 'run `up` again' });
  expect(explanation(failure)).toBe(
    'failed: the node was not ready\nlog:    /logs/kubelet.log\nnext:   run `up` again\n',
  );
});

test('a failure without a log names none', () => {
  expect(explanation(new Failure('no', { next: 'up' }))).toBe('failed: no\nnext:   up\n');
});

test('what nobody foresaw is told with its place, and something to do all the same', () => {
  expect(explanation(new TypeError('x is not a function'))).toMatch(
    /TypeError: x is not a function\n +at .*explain\.test\.ts[^]*\nlog: .*logs[^]*\nnext: /,
  );
});
