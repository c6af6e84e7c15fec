import { deletionTimestamp, forced, late, leaving } from '../../../../test/leaving.ts';
import { absent, aMember, memberObserved, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { accountForgotten } from './account-forgotten.ts';

verdictTable(accountForgotten, [
  ['instance gone', leaving({ instance: absent }), ['met', 'Left']],
  ['instance unreadable', leaving({ instance: unreadable }), ['wait', 'Leaving']],
  [
    'instance unreadable for too long',
    leaving({ instance: unreadable, now: late + 360_000 }, {}, forced),
    ['met', 'LeaveForced'],
  ],
  [
    'instance unreadable, nothing ever begun',
    memberObserved({ instance: unreadable, member: aMember({ metadata: { deletionTimestamp } }) }),
    ['met', 'Left'],
  ],
  ['kept', leaving(), ['act', 'Leaving', 'forgetAccount']],
  ['none', leaving({ account: absent }), ['met', 'Left']],
  ['unreadable past the deadline', leaving({ account: unreadable, now: late }, {}, forced), ['wait', 'Leaving']],
  ['unreadable', leaving({ account: unreadable }), ['wait', 'Leaving']],
  [
    'unreadable for too long',
    leaving({ account: unreadable, now: late + 360_000 }, {}, forced),
    ['met', 'LeaveForced'],
  ],
]);
