import {
  absent,
  aCluster,
  aPlaneSide,
  aRemote,
  memberObserved,
  present,
  unreadable,
} from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { clusterRegistered } from './cluster-registered.ts';
import type { ClusterFacts } from '../../../fleet/read-cluster.ts';

const cluster = (facts: Partial<ClusterFacts>) =>
  memberObserved({ plane: present({ ...aPlaneSide, cluster: { ...aCluster, ...facts } }) });

verdictTable(clusterRegistered, [
  [
    'the proxy’s token is where an older operator kept it',
    memberObserved({
      plane: present({
        ...aPlaneSide,
        cluster: {
          ...aCluster,
          spec: {
            ...aCluster.spec,
            impersonatorSecretRef: { namespace: 'karmada-cluster', name: 'eu-1-impersonator' },
          },
        },
      }),
    }),
    ['act', 'Joining', 'register'],
  ],
  ['as wanted', memberObserved(), ['met', 'Joined']],
  ['no account', memberObserved({ account: absent }), ['wait', 'Pending']],
  ['no plane', memberObserved({ plane: absent }), ['wait', 'PlaneUnreachable']],
  ['plane silent', memberObserved({ plane: unreadable }), ['wait', 'PlaneUnreachable']],
  [
    'the plane has none',
    memberObserved({ plane: present({ works: aPlaneSide.works }) }),
    ['act', 'Joining', 'register'],
  ],
  ['an earlier one is going', cluster({ deleting: true }), ['wait', 'Leaving']],
  [
    'a stranger is going',
    memberObserved({ plane: present({ stranger: { id: 'id-1', deleting: true }, works: aPlaneSide.works }) }),
    ['wait', 'Leaving'],
  ],
  ['member dark, registered', memberObserved({ remote: { kind: 'notAsked' } }), ['met', 'Joined']],
  [
    'member dark, not registered',
    memberObserved({ remote: { kind: 'notAsked' }, plane: present({ works: aPlaneSide.works }) }),
    ['wait', 'Pending'],
  ],
  [
    'a field drifted',
    cluster({ spec: { ...aCluster.spec, apiEndpoint: 'https://elsewhere' } }),
    ['act', 'Joining', 'register'],
  ],
  [
    'the authority changed',
    memberObserved({
      plane: present({ ...aPlaneSide, tokenSecret: { ...aPlaneSide.tokenSecret!, authority: 'old' } }),
    }),
    ['act', 'Joining', 'register'],
  ],
  [
    'the authority is not recorded',
    memberObserved({ plane: present({ ...aPlaneSide, tokenSecret: { ...aPlaneSide.tokenSecret!, authority: '' } }) }),
    ['met', 'Joined'],
  ],
  ['a label was taken away', cluster({ labels: { 'slipway.dev/member': 'other' } }), ['act', 'Joining', 'register']],
  ['a label is no longer wanted', cluster({ content: 'of an older spec' }), ['act', 'Joining', 'register']],
  [
    'the Secrets do not go with it',
    memberObserved({ plane: present({ ...aPlaneSide, tokenSecret: { ...aPlaneSide.tokenSecret!, owner: '' } }) }),
    ['act', 'Joining', 'register'],
  ],
  [
    'revoked',
    memberObserved({ remote: { kind: 'answered', via: 'account', value: { ...aRemote, tokenSecrets: {} } } }),
    ['act', 'Joining', 'register'],
  ],
  ['due', memberObserved({ now: Date.parse('2026-01-22T00:00:00Z') }), ['act', 'IssuingCredentials', 'register']],
]);
