import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { membersReady } from './members-ready.ts';

const eu1 = { name: 'eu-1', ready: true, leaving: false, joining: false, claimed: true };

verdictTable(membersReady, [
  ['none', observed(), ['met', 'NoMembers']],
  ['all ready', observed({ members: present([eu1]) }), ['met', 'AllMembersReady']],
  [
    'one not ready',
    observed({ members: present([eu1, { ...eu1, name: 'eu-2', ready: false }]) }),
    ['wait', 'MembersNotReady'],
  ],
  [
    'one is joining',
    observed({ members: present([eu1, { ...eu1, name: 'eu-2', ready: false, joining: true }]) }),
    ['wait', 'MembersJoining'],
  ],
  [
    'one is joining, another is not ready',
    observed({
      members: present([
        { ...eu1, ready: false },
        { ...eu1, name: 'eu-2', ready: false, joining: true },
      ]),
    }),
    ['wait', 'MembersNotReady'],
  ],
  [
    'one is leaving',
    observed({ members: present([eu1, { ...eu1, name: 'eu-2', ready: false, leaving: true }]) }),
    ['met', 'AllMembersReady'],
  ],
  ['unreadable', observed({ members: unreadable }), ['wait', 'HostUnreachable']],
  ['unknown', observed({ members: absent }), ['wait', 'HostUnreachable']],
]);
