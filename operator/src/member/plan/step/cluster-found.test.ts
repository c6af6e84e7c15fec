import { absent, aPlaneSide, memberObserved, present, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { clusterFound } from './cluster-found.ts';

verdictTable(clusterFound, [
  ['there', memberObserved(), ['met', 'Joined']],
  ['not there', memberObserved({ plane: present(without(aPlaneSide, 'cluster')) }), ['wait', 'ClusterNotFound']],
  ['no plane', memberObserved({ plane: absent }), ['wait', 'PlaneUnreachable']],
  ['a silent plane', memberObserved({ plane: unreadable }), ['wait', 'PlaneUnreachable']],
]);
