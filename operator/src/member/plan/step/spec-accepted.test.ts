import { absent, aMember, memberObserved, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { specAccepted } from './spec-accepted.ts';

const sibling = { name: 'zz', uid: 'uid-zz', clusterName: 'eu-1', createdAt: '2026-01-01T00:00:00Z' };
const unset = { ...aMember(), spec: without(aMember().spec, 'syncMode') };

verdictTable(specAccepted, [
  ['push', memberObserved(), ['met', 'Accepted']],
  ['pull', memberObserved({ member: aMember({ spec: { syncMode: 'Pull' } }) }), ['blocked', 'SyncModeNotSupported']],
  ['unset, which is Auto', memberObserved({ member: unset }), ['blocked', 'SyncModeNotSupported']],
  ['in a namespace of nobody', memberObserved({ served: false, account: absent }), ['blocked', 'NamespaceNotServed']],
  [
    'in a namespace of nobody, its instance has not begun',
    memberObserved({ served: false, account: unreadable, member: aMember({ metadata: { finalizers: [] } }) }),
    ['blocked', 'NamespaceNotServed'],
  ],
  ['begun while somebody looked after it', memberObserved({ served: false, account: unreadable }), ['met', 'Accepted']],
  ['joined while somebody looked after it', memberObserved({ served: false }), ['met', 'Accepted']],
  [
    'does not fit the schema',
    memberObserved({ member: aMember({ spec: { zones: ['a', 'a'] } }) }),
    ['blocked', 'SpecInvalid'],
  ],
  [
    'an address that may not be dialled',
    memberObserved({ endpointRefused: '10.0.0.1 is private' }),
    ['blocked', 'AddressNotAllowed'],
  ],
  [
    'pull, and only looked at',
    memberObserved({ member: aMember({ spec: { syncMode: 'Pull', managementPolicy: 'ObserveOnly' } }) }),
    ['met', 'Accepted'],
  ],
  [
    'an older one has the name',
    memberObserved({ siblings: [{ ...sibling, createdAt: '2025-01-01T00:00:00Z' }] }),
    ['blocked', 'ClusterNameTaken'],
  ],
  [
    'a younger one has the name',
    memberObserved({ siblings: [{ ...sibling, createdAt: '2027-01-01T00:00:00Z' }] }),
    ['met', 'Accepted'],
  ],
  [
    'of the same second, the first by name wins',
    memberObserved({ siblings: [{ ...sibling, name: 'aa' }] }),
    ['blocked', 'ClusterNameTaken'],
  ],
  ['of the same second, and this one comes first', memberObserved({ siblings: [sibling] }), ['met', 'Accepted']],
  [
    'another name',
    memberObserved({ siblings: [{ ...sibling, name: 'aa', clusterName: 'eu-2' }] }),
    ['met', 'Accepted'],
  ],
]);
