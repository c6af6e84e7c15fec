import { expect, test } from '@jest/globals';
import { absent, aMember, anInstanceSide, memberObserved, present } from '../../../test/observed.ts';
import { judge } from '../../steps/judge.ts';
import { memberLanes } from './steps.ts';

const deletionTimestamp = '2026-01-01T11:59:00Z';
const lanes = (facts: Parameters<typeof memberObserved>[0]) =>
  memberLanes(memberObserved(facts)).map(({ name }) => name);
const actions = (facts: Parameters<typeof memberObserved>[0]) => {
  const observed = memberObserved(facts);
  return judge(memberLanes(observed), observed).lanes.flatMap((lane) => lane.actions);
};

test('what stands is kept from running out, also under a suspension or a spec that cannot work', () => {
  expect(lanes({})).toEqual(['join']);
  expect(lanes({ member: aMember({ spec: { managementPolicy: 'Suspended' } }) })).toEqual(['join', 'credentials']);
  expect(lanes({ member: aMember({ spec: { syncMode: 'Pull' } }) })).toEqual(['join', 'credentials']);
  expect(lanes({ endpointRefused: '10.0.0.1 is private' })).toEqual(['join', 'credentials']);
  expect(lanes({ account: absent, endpointRefused: '10.0.0.1 is private' })).toEqual(['join']);
});

test('ObserveOnly touches nothing of a Cluster that joined by other means, also when the instance goes', () => {
  const member = aMember({ spec: { managementPolicy: 'ObserveOnly' }, metadata: { finalizers: [] } });
  const going = present({ ...anInstanceSide, deletedAt: deletionTimestamp });
  expect(lanes({ member })).toEqual(['look']);
  expect(lanes({ member, account: absent, instance: going })).toEqual(['look']);
  for (const facts of [{ member }, { member, account: absent }, { member, account: absent, instance: going }])
    expect(actions(facts)).toEqual([]);
});

test('what the operator joined leaves, whatever the policy is', () => {
  const spec = { managementPolicy: 'ObserveOnly' } as const;
  const going = present({ ...anInstanceSide, deletedAt: deletionTimestamp });
  expect(lanes({ member: aMember({ spec, metadata: { deletionTimestamp } }) })).toEqual(['leave']);
  expect(lanes({ member: aMember({ spec }), instance: going })).toEqual(['detach']);
});
