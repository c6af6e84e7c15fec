import { anInstance, aPlane, observed, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { summaryFresh } from './summary-fresh.ts';

const collected = anInstance({ status: { summary: { observedAt: '2026-01-01T00:00:00Z' } } });

verdictTable(summaryFresh, [
  ['fresh', observed(), ['met', 'Fresh']],
  ['never collected', observed({ plane: { kind: 'notAsked' } }), ['wait', 'NotCollected']],
  ['plane gone', observed({ instance: collected, plane: { kind: 'notAsked' } }), ['wait', 'Stale']],
  ['plane silent', observed({ instance: collected, plane: { kind: 'unreachable', why: 'x' } }), ['wait', 'Stale']],
  ['plane silent from the start', observed({ plane: { kind: 'unreachable', why: 'x' } }), ['wait', 'NotCollected']],
  [
    'Clusters cannot be listed',
    observed({ instance: collected, plane: { kind: 'answered', value: { ...aPlane, clusters: unreadable } } }),
    ['wait', 'Stale'],
  ],
]);
