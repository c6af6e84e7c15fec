import { absent, anInstance, observed, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { hostReady } from './host-ready.ts';

const named = anInstance({ spec: { etcd: { storage: { storageClassName: 'fast' } } } });

verdictTable(hostReady, [
  ['installed already', observed({ storageClass: absent }), ['met', 'HostAvailable']],
  ['a class', observed({ helm: absent }), ['met', 'HostAvailable']],
  ['classes cannot be read', observed({ helm: absent, storageClass: unreadable }), ['wait', 'HostUnreachable']],
  ['no default', observed({ helm: absent, storageClass: absent }), ['blocked', 'NoDefaultStorageClass']],
  [
    'a named one is missing',
    observed({ helm: absent, storageClass: absent, instance: named }),
    ['blocked', 'StorageClassNotFound'],
  ],
]);
