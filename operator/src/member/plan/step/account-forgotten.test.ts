import { absent, aMember, memberObserved, now, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { accountForgotten } from './account-forgotten.ts';

const deletionTimestamp = new Date(now).toISOString();
const late = now + 600_000;
type Spec = NonNullable<Parameters<typeof aMember>[0]>['spec'];
const leaving = (facts: Parameters<typeof memberObserved>[0] = {}, leave: NonNullable<Spec>['leave'] = {}) =>
  memberObserved({
    member: aMember({
      metadata: { deletionTimestamp },
      spec: { leave },
      status: {
        memberNamespace: 'slipway-aaaaaaaa',
        leave: { startedAt: deletionTimestamp, forcedSince: new Date(late).toISOString() },
      },
    }),
    ...facts,
  });

verdictTable(accountForgotten, [
  ['instance gone', leaving({ instance: absent }), ['met', 'Left']],
  ['instance unreadable', leaving({ instance: unreadable }), ['wait', 'Leaving']],
  ['instance unreadable for too long', leaving({ instance: unreadable, now: late + 360_000 }), ['met', 'LeaveForced']],
  [
    'instance unreadable, nothing ever begun',
    memberObserved({ instance: unreadable, member: aMember({ metadata: { deletionTimestamp } }) }),
    ['met', 'Left'],
  ],
  ['kept', leaving(), ['act', 'Leaving', 'forgetAccount']],
  ['none', leaving({ account: absent }), ['met', 'Left']],
  ['unreadable past the deadline', leaving({ account: unreadable, now: late }), ['wait', 'Leaving']],
  ['unreadable', leaving({ account: unreadable }), ['wait', 'Leaving']],
  ['unreadable for too long', leaving({ account: unreadable, now: late + 360_000 }), ['met', 'LeaveForced']],
]);
