import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { specRecorded } from './spec-recorded.ts';

verdictTable(specRecorded, [
  ['recorded', observed(), ['met', 'Installed']],
  ['before the first release', observed({ helm: absent, recorded: absent }), ['met', 'Installed']],
  [
    'refused',
    observed({ acceptance: { kind: 'refused', reason: 'UnknownVersion', message: 'no' } }),
    ['wait', 'Pending'],
  ],
  ['record cannot be read', observed({ recorded: unreadable }), ['wait', 'HostUnreachable']],
  ['record is gone', observed({ recorded: absent }), ['act', 'Updating', 'recordSpec']],
  [
    'another spec',
    observed({ recorded: present({ version: 'v1.18.1', exposure: { host: 'old' } }) }),
    ['act', 'Updating', 'recordSpec'],
  ],
  [
    'only the policy differs',
    observed({ recorded: present({ version: 'v1.18.1', managementPolicy: 'Suspended' }) }),
    ['met', 'Installed'],
  ],
]);
