import { expect, test } from '@jest/globals';
import { anInstance, now, observed, present, unreadable } from '../../../test/observed.ts';
import { deletionOverdue, recordedStart } from './deletion.ts';

const metadata = { deletionTimestamp: new Date(now).toISOString() };
const minutes = (count: number): number => now + count * 60_000;
const startedAt = (at: number) => ({ deletion: { startedAt: new Date(at).toISOString() } });
const block = { members: { onInstanceDeletion: 'Block' } } as const;
const eu1 = { name: 'eu-1', ready: true, leaving: false, joining: false, claimed: true };

test('ten minutes from its start, or what the spec says', () => {
  const instance = anInstance({ metadata, status: startedAt(now) });
  expect([9, 10].map((count) => deletionOverdue(observed({ instance, now: minutes(count) })))).toEqual([false, true]);
  const patient = anInstance({ metadata, status: startedAt(now), spec: { deletion: { deadline: '1h' } } });
  expect([59, 60].map((count) => deletionOverdue(observed({ instance: patient, now: minutes(count) })))).toEqual([
    false,
    true,
  ]);
  for (const other of [anInstance(), anInstance({ metadata })])
    expect(deletionOverdue(observed({ instance: other, now: minutes(1000) }))).toBe(false);
});

test('it begins when nothing holds it up any more, and then stays begun', () => {
  const asked = anInstance({ metadata });
  expect(recordedStart(observed({ instance: asked, now: minutes(90) }))).toBe(minutes(90));
  const begun = anInstance({ metadata, status: startedAt(now) });
  expect(recordedStart(observed({ instance: begun, now: minutes(5) }))).toBe(now);
  expect(recordedStart(observed())).toBeUndefined();
  expect(recordedStart(observed({ instance: begun, deleting: false }))).toBeUndefined();
});

test('blocked by members, it has not begun', () => {
  const blocked = anInstance({ metadata, spec: block, status: startedAt(now) });
  expect(recordedStart(observed({ instance: blocked, members: present([eu1]) }))).toBeUndefined();
  expect(recordedStart(observed({ instance: blocked, members: unreadable }))).toBeUndefined();
  expect(recordedStart(observed({ instance: blocked, members: present([]) }))).toBe(now);
});

test('an operator that has just begun has two minutes, however late it is', () => {
  const instance = anInstance({ metadata, status: startedAt(now) });
  const late = (count: number) => observed({ instance, now: minutes(60 + count), workingSince: minutes(60) });
  expect([1, 2].map((count) => deletionOverdue(late(count)))).toEqual([false, true]);
});
