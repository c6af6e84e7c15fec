import { deletionTimestamp, forced, late, leaving } from '../../../../test/leaving.ts';
import {
  absent,
  aClaim,
  aMember,
  aPlaneSide,
  anAccount,
  aRemote,
  memberObserved,
  present,
  unreadable,
  without,
} from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { credentialWithdrawn } from './credential-withdrawn.ts';

const dark = { kind: 'unreachable', via: 'account', reason: 'ClusterUnreachable', why: 'no answer' } as const;
const rejected = { kind: 'unreachable', via: 'account', reason: 'CredentialsRejected', why: 'Unauthorized' } as const;
const withdrawn = present(without(aPlaneSide, 'tokenSecret'));
const answered = (facts: Partial<typeof aRemote>) =>
  ({ kind: 'answered', via: 'account', value: { ...aRemote, ...facts } }) as const;
const sibling = { name: 'twin', uid: 'uid-twin', clusterName: 'twin', createdAt: '2026-01-01T00:00:00Z' };

verdictTable(credentialWithdrawn, [
  ['instance gone', leaving({ instance: absent }), ['met', 'Left']],
  ['instance unreadable', leaving({ instance: unreadable }), ['wait', 'Leaving']],
  ['instance unreadable past the deadline', leaving({ instance: unreadable, now: late }), ['wait', 'Leaving']],
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
  ['credential everywhere', leaving(), ['act', 'Leaving', 'withdrawCredential']],
  ['only in the plane', leaving({ remote: dark }), ['act', 'Leaving', 'withdrawCredential']],
  ['only on the member', leaving({ plane: unreadable }), ['act', 'Leaving', 'withdrawCredential']],
  ['nowhere', leaving({ plane: withdrawn, remote: answered({ tokenSecrets: {} }) }), ['met', 'Left']],
  [
    'tokens of a sibling',
    leaving({ plane: withdrawn, siblings: [sibling], remote: answered({ claim: { ...aClaim, holder: 'uid-twin' } }) }),
    ['met', 'Left'],
  ],
  ['workloads are to go', leaving({}, { workloads: 'Delete' }), ['met', 'Leaving']],
  ['both silent', leaving({ plane: unreadable, remote: dark }), ['wait', 'Leaving']],
  ['both silent for too long', leaving({ plane: unreadable, remote: dark, now: late }), ['met', 'LeaveForced']],
  [
    'both silent, to be waited for',
    leaving({ plane: unreadable, remote: dark, now: late }, { onUnreachable: 'Wait' }),
    ['wait', 'LeaveWaiting'],
  ],
  [
    'cleaned member, silent plane',
    leaving({ plane: unreadable, remote: rejected, account: present({ ...anAccount, cleaned: true as const }) }),
    ['met', 'Left'],
  ],
  ['refused account, silent plane', leaving({ plane: unreadable, remote: rejected }), ['wait', 'Leaving']],
  ['after the deadline', leaving({ now: late }), ['act', 'Leaving', 'withdrawCredential']],
  ['refused for a while', leaving({ now: late + 60_000 }, {}, forced), ['act', 'Leaving', 'withdrawCredential']],
  ['refused for too long', leaving({ now: late + 120_000 }, {}, forced), ['met', 'LeaveForced']],
  ['late, and never asked', leaving({ now: late + 900_000 }), ['act', 'Leaving', 'withdrawCredential']],
]);
