import { expect, test } from '@jest/globals';
import { anInstance, now } from '../../../test/observed.ts';
import { deletionOverdue, recordedStart } from './deletion.ts';

const metadata = { deletionTimestamp: new Date(now).toISOString() };
const minutes = (count: number): number => now + count * 60_000;
const startedAt = (at: number) => ({ deletion: { startedAt: new Date(at).toISOString() } });

test('ten minutes, or what the spec says', () => {
  const instance = anInstance({ metadata });
  expect([9, 10].map((count) => deletionOverdue({ instance, now: minutes(count) }))).toEqual([false, true]);
  const patient = anInstance({ metadata, spec: { deletion: { deadline: '1h' } } });
  expect([59, 60].map((count) => deletionOverdue({ instance: patient, now: minutes(count) }))).toEqual([false, true]);
  expect(deletionOverdue({ instance: anInstance(), now: minutes(1000) })).toBe(false);
});

test('a deletion that is held has half of its time at least when it may begin', () => {
  const held = anInstance({ metadata, spec: { managementPolicy: 'ObserveOnly' } });
  expect([4, 6].map((count) => recordedStart({ instance: held, now: minutes(count) }))).toEqual([now, minutes(6)]);
  const freed = anInstance({ metadata, status: startedAt(minutes(600)) });
  expect(recordedStart({ instance: freed, now: minutes(605) })).toBe(minutes(600));
  expect([605, 610].map((count) => deletionOverdue({ instance: freed, now: minutes(count) }))).toEqual([false, true]);
});
