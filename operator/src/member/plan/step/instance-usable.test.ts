import { absent, aMember, anInstanceSide, memberObserved, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { instanceUsable } from './instance-usable.ts';

verdictTable(instanceUsable, [
  ['ready', memberObserved({ account: absent }), ['met', 'Joined']],
  [
    'not ready yet',
    memberObserved({ account: absent, instance: present({ ...anInstanceSide, ready: false }) }),
    ['wait', 'InstanceNotReady'],
  ],
  [
    'not ready for a while',
    memberObserved({ instance: present({ ...anInstanceSide, ready: false }) }),
    ['met', 'Joined'],
  ],
  ['unreadable', memberObserved({ instance: unreadable }), ['wait', 'InstanceNotReady']],
  ['absent', memberObserved({ instance: absent }), ['blocked', 'InstanceNotFound']],
  [
    'was there',
    memberObserved({ instance: absent, member: aMember({ status: { clusterID: 'id-1' } }) }),
    ['blocked', 'InstanceDeleted'],
  ],
  [
    'going',
    memberObserved({ instance: present({ ...anInstanceSide, deletedAt: '2026-01-01T00:00:00Z' }) }),
    ['blocked', 'InstanceDeleted'],
  ],
]);
