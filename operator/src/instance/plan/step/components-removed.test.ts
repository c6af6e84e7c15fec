import type { ComponentKey } from '../../../api/names.ts';
import { absent, anInstance, now, observed, present, unreadable, workloads } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { componentsRemoved } from './components-removed.ts';

const longAgo = new Date(now - 600_000).toISOString();
const going = (forMs: number, ...but: readonly ComponentKey[]) =>
  present(
    workloads.map((workload) =>
      ['etcd', ...but].includes(workload.component) ? workload : { ...workload, goingSince: now - forMs },
    ),
  );

verdictTable(componentsRemoved, [
  ['all run', observed(), ['act', 'Deleting', 'removeComponents']],
  [
    'one runs, or came back',
    observed({ workloads: going(1_000, 'karmadaWebhook') }),
    ['act', 'Deleting', 'removeComponents'],
  ],
  ['they are ending', observed({ workloads: going(1_000) }), ['wait', 'Deleting']],
  ['they do not end', observed({ workloads: going(30_000) }), ['met', 'Removed']],
  [
    'only etcd runs',
    observed({ workloads: present(workloads.filter(({ component }) => component === 'etcd')) }),
    ['met', 'Removed'],
  ],
  ['nothing runs', observed({ workloads: present([]) }), ['met', 'Removed']],
  ['workloads unreadable', observed({ workloads: unreadable }), ['wait', 'HostUnreachable']],
  ['namespace gone', observed({ namespace: absent, workloads: unreadable }), ['met', 'Removed']],
  ['namespace unreadable', observed({ namespace: unreadable }), ['wait', 'HostUnreachable']],
  [
    'unreadable for too long',
    observed({
      namespace: unreadable,
      instance: anInstance({ metadata: { deletionTimestamp: longAgo }, status: { deletion: { startedAt: longAgo } } }),
    }),
    ['met', 'Removed'],
  ],
  [
    'made again and again for too long',
    observed({
      instance: anInstance({ metadata: { deletionTimestamp: longAgo }, status: { deletion: { startedAt: longAgo } } }),
    }),
    ['met', 'Removed'],
  ],
  [
    'namespace going',
    observed({ namespace: present({ own: true, terminating: true, bound: true }), workloads: unreadable }),
    ['met', 'Removed'],
  ],
  [
    'somebody else’s namespace',
    observed({ namespace: present({ own: false, terminating: false, bound: true }) }),
    ['met', 'Removed'],
  ],
]);
