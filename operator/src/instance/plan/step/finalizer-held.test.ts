import { anInstance, observed } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { finalizerHeld } from './finalizer-held.ts';

verdictTable(finalizerHeld, [
  ['held', observed(), ['met', 'Accepted']],
  [
    'only others',
    observed({ instance: anInstance({ metadata: { finalizers: ['example.org/other'] } }) }),
    ['act', 'TakingCharge', 'holdFinalizer'],
  ],
  [
    'none',
    observed({ instance: anInstance({ metadata: { finalizers: [] } }) }),
    ['act', 'TakingCharge', 'holdFinalizer'],
  ],
]);
