import { expect, test } from '@jest/globals';
import { Failure } from '../cluster/failure.ts';
import { explained } from './explained.ts';

const hints = { what: 'the instance is not Ready', log: 'kubectl logs', next: 'make quickstart' };
const failing = (error: Error) => explained(hints, () => Promise.reject(error));

test('what a tool said comes with where to read more and what to do', async () => {
  const cause = new Error('kubectl wait\nerror: timed out');
  await expect(failing(cause)).rejects.toThrow(Failure);
  await expect(failing(cause)).rejects.toMatchObject({
    message: 'the instance is not Ready\nkubectl wait\nerror: timed out',
    log: 'kubectl logs',
    next: 'make quickstart',
    cause,
  });
});

test('a failure that knows better keeps its own words', async () => {
  const failure = new Failure('helm is not there', { next: 'tools' });
  await expect(failing(failure)).rejects.toBe(failure);
});

test('what goes well is passed on', async () => {
  expect(await explained(hints, () => Promise.resolve(7))).toBe(7);
});
