import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { namespaceRemoved } from './namespace-removed.ts';

verdictTable(namespaceRemoved, [
  ['there', observed(), ['act', 'Deleting', 'removeNamespace']],
  ['going', observed({ namespace: present({ own: true, terminating: true, bound: true }) }), ['wait', 'Deleting']],
  ['gone', observed({ namespace: absent }), ['met', 'Removed']],
  ['unreadable', observed({ namespace: unreadable }), ['wait', 'HostUnreachable']],
  [
    'somebody else’s',
    observed({ namespace: present({ own: false, terminating: false, bound: true }) }),
    ['met', 'Removed'],
  ],
]);
