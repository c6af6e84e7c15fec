import { absent, anInstance, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { hostReady } from './host-ready.ts';

const nothing = present([]);
const named = anInstance({ spec: { etcd: { storage: { storageClassName: 'fast' } } } });

verdictTable(hostReady, [
  ['installed already', observed({ storageClass: absent }), ['met', 'HostAvailable']],
  ['a class', observed({ helm: absent, workloads: nothing }), ['met', 'HostAvailable']],
  [
    'classes cannot be read',
    observed({ helm: absent, workloads: nothing, storageClass: unreadable }),
    ['wait', 'HostUnreachable'],
  ],
  [
    'no default',
    observed({ helm: absent, workloads: nothing, storageClass: absent }),
    ['blocked', 'NoDefaultStorageClass'],
  ],
  [
    'no default any more, and helm was killed over a running plane',
    observed({ helm: { kind: 'locked', operation: 'upgrade', revision: 3 }, storageClass: absent }),
    ['met', 'HostAvailable'],
  ],
  [
    'a named one is missing',
    observed({ helm: absent, workloads: nothing, storageClass: absent, instance: named }),
    ['blocked', 'StorageClassNotFound'],
  ],
]);
