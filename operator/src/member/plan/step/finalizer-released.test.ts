import { aMember, memberObserved } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { finalizerReleased } from './finalizer-released.ts';

verdictTable(finalizerReleased, [
  ['held', memberObserved(), ['act', 'Leaving', 'releaseFinalizer']],
  ['released', memberObserved({ member: aMember({ metadata: { finalizers: [] } }) }), ['met', 'Left']],
]);
