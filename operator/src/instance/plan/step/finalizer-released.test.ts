import { anInstance, observed } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { finalizerReleased } from './finalizer-released.ts';

verdictTable(finalizerReleased, [
  ['held', observed(), ['act', 'Deleting', 'releaseFinalizer']],
  ['released', observed({ instance: anInstance({ metadata: { finalizers: [] } }) }), ['met', 'Removed']],
]);
