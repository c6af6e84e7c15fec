import { absent, aCluster, aPlaneSide, memberObserved, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { clusterReady } from './cluster-ready.ts';
import type { ClusterFacts } from '../../../fleet/read-cluster.ts';

const cluster = (ready: ClusterFacts['ready']) =>
  memberObserved({ plane: present({ ...aPlaneSide, cluster: { ...aCluster, ready } }) });

verdictTable(clusterReady, [
  ['ready', memberObserved(), ['met', 'ClusterHealthy']],
  ['no plane', memberObserved({ plane: absent }), ['wait', 'PlaneUnreachable']],
  ['plane silent', memberObserved({ plane: unreadable }), ['wait', 'PlaneUnreachable']],
  ['never reported', cluster(undefined), ['wait', 'ClusterStatusUnknown']],
  [
    'not reachable',
    cluster({ status: 'False', reason: 'ClusterNotReachable', message: '' }),
    ['wait', 'ClusterNotReachable'],
  ],
  ['not healthy', cluster({ status: 'False', reason: 'ClusterNotReady', message: '' }), ['wait', 'ClusterNotReady']],
  [
    'state not collected',
    cluster({ status: 'False', reason: 'StatusCollectionFailed', message: '' }),
    ['wait', 'ClusterNotReady'],
  ],
  [
    'a reason that somebody made up',
    cluster({ status: 'False', reason: 'not a reason!', message: '' }),
    ['wait', 'ClusterStatusUnknown'],
  ],
]);
