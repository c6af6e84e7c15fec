import { aMember, memberObserved } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { finalizerHeld } from './finalizer-held.ts';

verdictTable(finalizerHeld, [
  ['held', memberObserved(), ['met', 'Accepted']],
  [
    'not held',
    memberObserved({ member: aMember({ metadata: { finalizers: ['example.org/other'] } }) }),
    ['act', 'TakingCharge', 'holdFinalizer'],
  ],
]);
