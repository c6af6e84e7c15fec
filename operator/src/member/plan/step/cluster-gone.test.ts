import { deletionTimestamp, forced, late, leaving as leavingMember } from '../../../../test/leaving.ts';
import {
  absent,
  aCluster,
  aMember,
  anInstanceSide,
  aPlaneSide,
  memberObserved,
  present,
  unreadable,
  without,
} from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { clusterGone } from './cluster-gone.ts';

const withdrawn = without(aPlaneSide, 'tokenSecret');
const armed = present(aPlaneSide);
const leaving: typeof leavingMember = (facts, ...rest) =>
  leavingMember({ plane: present(withdrawn), ...facts }, ...rest);
const dark = { kind: 'unreachable', via: 'account', reason: 'ClusterUnreachable', why: 'no answer' } as const;
const cluster = (facts: Partial<typeof aCluster>) => present({ ...withdrawn, cluster: { ...aCluster, ...facts } });
const detaching = (leave: Parameters<typeof leavingMember>[1], facts: Parameters<typeof memberObserved>[0] = {}) =>
  memberObserved({
    member: aMember({ spec: { leave } }),
    instance: present({ ...anInstanceSide, deletedAt: deletionTimestamp }),
    ...facts,
  });

verdictTable(clusterGone, [
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
  ['there', leaving(), ['act', 'Leaving', 'deleteCluster']],
  ['gone', leaving({ plane: present({ works: { total: 0, applied: 0 } }) }), ['met', 'Left']],
  [
    'a stranger has the name',
    leaving({ plane: present({ stranger: { id: 'id-1', deleting: false }, works: { total: 0, applied: 0 } }) }),
    ['met', 'Left'],
  ],
  ['no plane', leaving({ plane: absent }), ['met', 'Left']],
  ['plane silent', leaving({ plane: unreadable }), ['wait', 'Leaving']],
  ['plane silent for too long', leaving({ plane: unreadable, now: late }), ['met', 'LeaveForced']],
  ['account unreadable', leaving({ account: unreadable }), ['wait', 'Leaving']],
  ['only Karmada reaches the member', leaving({ remote: dark }), ['wait', 'Leaving']],
  ['only Karmada reaches it, past the deadline', leaving({ remote: dark, now: late }), ['wait', 'Leaving']],
  [
    'only Karmada reaches it, for too long',
    leaving({ remote: dark, now: late + 120_000 }, {}, forced),
    ['act', 'Leaving', 'deleteCluster'],
  ],
  [
    'only Karmada reaches it, to be waited for',
    leaving({ remote: dark, now: late }, { onUnreachable: 'Wait' }),
    ['wait', 'LeaveWaiting'],
  ],
  [
    'account unreadable for a while past the deadline',
    leaving({ account: unreadable, now: late + 120_000 }, {}, forced),
    ['act', 'Leaving', 'deleteCluster'],
  ],
  [
    'going with its workloads, past the deadline',
    leaving({ plane: cluster({ deleting: true }), now: late }, { workloads: 'Delete' }, forced),
    ['wait', 'WorkloadsRemain'],
  ],
  [
    'going with its workloads for too long',
    leaving({ plane: cluster({ deleting: true }), now: late + 120_000 }, { workloads: 'Delete' }, forced),
    ['act', 'Leaving', 'forceCluster'],
  ],
  [
    'nobody reaches the member',
    leaving({
      remote: dark,
      plane: cluster({ ready: { status: 'False', reason: 'ClusterNotReachable', message: '' } }),
    }),
    ['act', 'Leaving', 'deleteCluster'],
  ],
  [
    'only Karmada reaches it, workloads are to go',
    leaving({ remote: dark }, { workloads: 'Delete' }),
    ['act', 'Leaving', 'deleteCluster'],
  ],
  ['going', leaving({ plane: cluster({ deleting: true }) }), ['wait', 'Leaving']],
  [
    'going with its workloads',
    leaving({ plane: cluster({ deleting: true }) }, { workloads: 'Delete' }),
    ['wait', 'WorkloadsRemain'],
  ],
  [
    'going for too long',
    leaving({ plane: cluster({ deleting: true }), now: late }),
    ['act', 'Leaving', 'forceCluster'],
  ],
  [
    'going for too long, to be waited for',
    leaving({ plane: cluster({ deleting: true }), now: late }, { onUnreachable: 'Wait' }),
    ['wait', 'LeaveWaiting'],
  ],
  [
    'not forced out for too long',
    leaving({ plane: cluster({ deleting: true }), now: late + 240_000 }, {}, forced),
    ['met', 'LeaveForced'],
  ],
  [
    'Karmada still has a credential for it, whatever the deadline',
    leaving({ plane: armed, now: late + 60_000 }, {}, forced),
    ['wait', 'Leaving'],
  ],
  ['the instance goes', detaching({}), ['met', 'Left']],
  ['the instance goes, workloads are to go', detaching({ workloads: 'Delete' }), ['act', 'Leaving', 'deleteCluster']],
  [
    'they are gone, and so is the plane',
    detaching({ workloads: 'Delete' }, { plane: unreadable, account: absent }),
    ['met', 'Left'],
  ],
  [
    'they may be there, the plane is silent',
    detaching({ workloads: 'Delete' }, { plane: unreadable }),
    ['wait', 'Leaving'],
  ],
]);
