import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { namespaceReady } from './namespace-ready.ts';

verdictTable(namespaceReady, [
  ['its own and bound', observed(), ['met', 'NamespaceAvailable']],
  ['absent', observed({ namespace: absent }), ['act', 'CreatingNamespace', 'makeNamespace']],
  ['unreadable', observed({ namespace: unreadable }), ['wait', 'HostUnreachable']],
  [
    'not bound',
    observed({ namespace: present({ own: true, terminating: false, bound: false }) }),
    ['act', 'CreatingNamespace', 'makeNamespace'],
  ],
  [
    'terminating',
    observed({ namespace: present({ own: true, terminating: true, bound: true }) }),
    ['wait', 'NamespaceTerminating'],
  ],
  [
    'somebody else’s',
    observed({ namespace: present({ own: false, terminating: false, bound: true }) }),
    ['blocked', 'NamespaceTaken'],
  ],
]);
