import { deletionTimestamp, forced, late, leaving } from '../../../../test/leaving.ts';
import {
  absent,
  aClaim,
  aMember,
  anAccount,
  aRemote,
  memberObserved,
  present,
  unreadable,
  without,
} from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { memberClean } from './member-clean.ts';

const dark = { kind: 'unreachable', via: 'account', reason: 'ClusterUnreachable', why: 'no answer' } as const;
const rejected = { kind: 'unreachable', via: 'account', reason: 'CredentialsRejected', why: 'Unauthorized' } as const;
const forbidden = { ...rejected, reason: 'PermissionsMissing' } as const;
const cleaned = present({ ...anAccount, cleaned: true as const });
const withoutClaim = without(aRemote, 'claim');
const claimed = (facts: Partial<typeof aClaim>) =>
  ({ kind: 'answered', via: 'account', value: { ...aRemote, claim: { ...aClaim, ...facts } } }) as const;
const sibling = { name: 'twin', uid: 'uid-twin', clusterName: 'twin', createdAt: '2026-01-01T00:00:00Z' };

verdictTable(memberClean, [
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
  ['claimed', leaving(), ['act', 'Leaving', 'cleanMember']],
  ['never asked', leaving({ remote: { kind: 'notAsked' }, account: absent }), ['met', 'Left']],
  [
    'its account is lost',
    leaving(
      { remote: { kind: 'notAsked' }, account: absent },
      {},
      { claims: { total: 1, own: { since: deletionTimestamp } } },
    ),
    ['wait', 'Leaving'],
  ],
  [
    'forced before',
    leaving(
      { remote: { kind: 'notAsked' }, account: absent },
      {},
      { leave: { startedAt: deletionTimestamp, remaining: [{ kind: 'Namespace', name: 'slipway-aaaaaaaa' }] } },
    ),
    ['met', 'LeaveForced'],
  ],
  ['account unreadable', leaving({ remote: { kind: 'notAsked' }, account: unreadable }), ['wait', 'Leaving']],
  [
    'account gone from the member, after it was cleaned',
    leaving({ remote: rejected, account: cleaned }),
    ['met', 'Left'],
  ],
  ['account without rights, after it was cleaned', leaving({ remote: forbidden, account: cleaned }), ['met', 'Left']],
  ['account refused, and nothing cleaned', leaving({ remote: rejected }), ['wait', 'Leaving']],
  ['account without rights, and nothing cleaned', leaving({ remote: forbidden }), ['wait', 'Leaving']],
  ['account refused for too long', leaving({ remote: rejected, now: late }), ['met', 'LeaveForced']],
  ['dark, after it was cleaned', leaving({ remote: dark, account: cleaned }), ['wait', 'Leaving']],
  ['claimed, after the deadline', leaving({ now: late }), ['act', 'Leaving', 'cleanMember']],
  [
    'claimed, and refusing for a while',
    leaving({ now: late + 300_000 }, {}, forced),
    ['act', 'Leaving', 'cleanMember'],
  ],
  ['claimed, and refusing for too long', leaving({ now: late + 360_000 }, {}, forced), ['met', 'LeaveForced']],
  ['claimed, late, and never asked', leaving({ now: late + 900_000 }), ['act', 'Leaving', 'cleanMember']],
  [
    'claimed, to be waited for',
    leaving({ now: late + 360_000 }, { onUnreachable: 'Wait' }, forced),
    ['act', 'Leaving', 'cleanMember'],
  ],
  [
    'claimed, and nobody was there to ask it',
    leaving({ now: late + 900_000, workingSince: late + 800_000 }, {}, forced),
    ['act', 'Leaving', 'cleanMember'],
  ],
  ['dark', leaving({ remote: dark }), ['wait', 'Leaving']],
  ['dark, and never answered before', leaving({ remote: dark, account: absent }), ['met', 'Left']],
  ['dark for too long', leaving({ remote: dark, now: late }), ['met', 'LeaveForced']],
  ['dark, to be waited for', leaving({ remote: dark, now: late }, { onUnreachable: 'Wait' }), ['wait', 'LeaveWaiting']],
  ['no claim', leaving({ remote: { kind: 'answered', via: 'kubeconfig', value: withoutClaim } }), ['met', 'Left']],
  ['a sibling’s claim', leaving({ siblings: [sibling], remote: claimed({ holder: 'uid-twin' }) }), ['met', 'Left']],
  [
    'the claim of an earlier life',
    leaving({ remote: claimed({ holder: 'uid-of-old' }) }),
    ['act', 'Leaving', 'cleanMember'],
  ],
  ['going', leaving({ remote: claimed({ goingSince: deletionTimestamp }) }), ['wait', 'Leaving']],
  [
    'going for too long',
    leaving({ remote: claimed({ goingSince: deletionTimestamp }), now: late }),
    ['met', 'LeaveForced'],
  ],
  [
    'late, and going only now',
    leaving({ remote: claimed({ goingSince: new Date(late).toISOString() }), now: late }),
    ['wait', 'Leaving'],
  ],
  [
    'account unreadable for too long',
    leaving({ remote: { kind: 'notAsked' }, account: unreadable, now: late + 360_000 }, {}, forced),
    ['met', 'LeaveForced'],
  ],
]);
