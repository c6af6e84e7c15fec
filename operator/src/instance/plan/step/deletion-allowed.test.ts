import { anInstance, observed } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { deletionAllowed } from './deletion-allowed.ts';

const metadata = { deletionTimestamp: '2026-01-01T11:59:00Z' };
const policy = (managementPolicy: 'Full' | 'Suspended' | 'ObserveOnly') =>
  observed({ instance: anInstance({ metadata, spec: { managementPolicy } }) });

verdictTable(deletionAllowed, [
  ['nobody asks', observed(), ['met', 'Accepted']],
  ['full', policy('Full'), ['met', 'Accepted']],
  ['suspended', policy('Suspended'), ['met', 'Accepted']],
  ['only observed', policy('ObserveOnly'), ['blocked', 'ObserveOnly']],
]);
