import { aPlane, observed, present, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { planeObjectsReady } from './plane-objects-ready.ts';
import type { Plane } from '../observed.ts';

const works = 'works.work.karmada.io';
const plane = (facts: Partial<Plane>) => observed({ plane: { kind: 'answered', value: { ...aPlane, ...facts } } });

function withoutSpec() {
  return without(plane({ objectsDigest: undefined }), 'effective');
}

verdictTable(planeObjectsReady, [
  ['applied', observed(), ['met', 'ObjectsApplied']],
  ['plane does not answer', observed({ plane: { kind: 'unreachable', why: 'x' } }), ['wait', 'Pending']],
  ['never applied', plane({ objectsDigest: undefined }), ['act', 'ApplyingObjects', 'applyPlaneObjects']],
  ['of another version', plane({ objectsDigest: 'sha256:old' }), ['act', 'ApplyingObjects', 'applyPlaneObjects']],
  ['not established', plane({ objects: present({ absent: [], pending: [works] }) }), ['wait', 'ApplyingObjects']],
  [
    'something was deleted',
    plane({ objects: present({ absent: ['Namespace "karmada-cluster"'], pending: [] }) }),
    ['act', 'ApplyingObjects', 'applyPlaneObjects'],
  ],
  ['objects unreadable', plane({ objects: unreadable }), ['wait', 'PlaneUnreachable']],
  ['the APIService was deleted', plane({ clusterAPI: 'Absent' }), ['act', 'ApplyingObjects', 'applyPlaneObjects']],
  ['never applied and no spec', withoutSpec(), ['wait', 'Pending']],
]);
