import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { releaseRemoved } from './release-removed.ts';

verdictTable(releaseRemoved, [
  ['deployed', observed(), ['act', 'Deleting', 'removeRelease']],
  [
    'locked',
    observed({ helm: { kind: 'locked', operation: 'uninstall', revision: 2 } }),
    ['act', 'Deleting', 'removeRelease'],
  ],
  [
    'failed',
    observed({ helm: { kind: 'failed', revision: 2, why: 'x', everDeployed: true } }),
    ['act', 'Deleting', 'removeRelease'],
  ],
  ['absent', observed({ helm: absent }), ['met', 'Removed']],
  ['unreadable', observed({ helm: unreadable }), ['wait', 'ReleaseUnreadable']],
  ['namespace gone', observed({ namespace: absent }), ['met', 'Removed']],
  [
    'namespace going',
    observed({ namespace: present({ own: true, terminating: true, bound: true }) }),
    ['met', 'Removed'],
  ],
  [
    'somebody else’s namespace',
    observed({ namespace: present({ own: false, terminating: false, bound: true }) }),
    ['met', 'Removed'],
  ],
  ['namespace unreadable', observed({ namespace: unreadable, helm: unreadable }), ['wait', 'ReleaseUnreadable']],
]);
