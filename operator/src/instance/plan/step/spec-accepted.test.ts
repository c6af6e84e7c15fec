import { observed } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { specAccepted } from './spec-accepted.ts';

verdictTable(specAccepted, [
  ['accepted', observed(), ['met', 'Accepted']],
  [
    'refused',
    observed({ acceptance: { kind: 'refused', reason: 'UnknownVersion', message: 'v9 is not there' } }),
    ['blocked', 'UnknownVersion'],
  ],
  ['in a namespace of nobody', observed({ served: false }), ['blocked', 'NamespaceNotServed']],
  ['a former plane', observed({ former: ['demo-bbbbbbbb'] }), ['blocked', 'FormerInstanceFound']],
]);
