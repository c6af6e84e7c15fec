import type { Observed } from './observed.ts';

/** Its volume is made by what it was first installed with, whether or not that release is still there. */
export function etcdStands(workloads: Observed['workloads']): boolean {
  return workloads.kind === 'present' && workloads.value.some(({ component }) => component === 'etcd');
}
