import { absent, anInstance, now, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { membersDetached } from './members-detached.ts';

const metadata = { deletionTimestamp: new Date(now).toISOString() };
const late = now + 600_000;
const leaving = (facts: Parameters<typeof observed>[0] = {}) =>
  observed({
    instance: anInstance({ metadata, status: { deletion: { startedAt: metadata.deletionTimestamp } } }),
    ...facts,
  });
const blocking = anInstance({ metadata, spec: { members: { onInstanceDeletion: 'Block' } } });
const eu1 = { name: 'eu-1', ready: true, leaving: false, joining: false, claimed: true };

verdictTable(membersDetached, [
  ['none', leaving(), ['met', 'MembersDetached']],
  ['no namespace', leaving({ namespace: absent, accounts: unreadable }), ['met', 'MembersDetached']],
  [
    'somebody else’s namespace',
    leaving({ namespace: present({ own: false, terminating: false, bound: false }), accounts: unreadable }),
    ['met', 'MembersDetached'],
  ],
  [
    'rights are missing',
    leaving({ namespace: present({ own: true, terminating: false, bound: false }), accounts: unreadable }),
    ['act', 'Deleting', 'makeNamespace'],
  ],
  ['accounts unreadable', leaving({ accounts: unreadable }), ['wait', 'HostUnreachable']],
  [
    'accounts unreadable in a namespace that goes',
    leaving({ namespace: present({ own: true, terminating: true, bound: false }), accounts: unreadable }),
    ['wait', 'Deleting'],
  ],
  ['accounts unreadable for too long', leaving({ accounts: unreadable, now: late }), ['met', 'MembersDetachedByForce']],
  ['one left', leaving({ accounts: present(['eu-1']) }), ['wait', 'Deleting']],
  ['one left for too long', leaving({ accounts: present(['eu-1']), now: late }), ['met', 'MembersDetachedByForce']],
  ['blocked by its spec', leaving({ instance: blocking, members: present([eu1]) }), ['wait', 'MembersRemain']],
  [
    'blocked, and nobody knows whether any remain',
    leaving({ instance: blocking, members: unreadable, now: late }),
    ['wait', 'HostUnreachable'],
  ],
  [
    'blocked by its spec for long',
    leaving({ instance: blocking, members: present([eu1]), now: late }),
    ['wait', 'MembersRemain'],
  ],
]);
