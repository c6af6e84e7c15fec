import { act, met, wait } from '../../../steps/verdict.ts';
import { deletionOverdue } from '../deletion.ts';
import type { InstanceStep } from '../instance-step.ts';

/** Longer than the longest grace of their Pods; a node that died never says that one has ended. Milliseconds. */
const patienceMs = 30_000;

/** API servers end within seconds while their etcd answers; without it they use up their grace. So etcd goes last, with the release. */
export const componentsRemoved: InstanceStep = {
  condition: 'ComponentsReady',
  undoes: true,
  judge(observed) {
    const { namespace, workloads, now } = observed;
    const gone = met('Removed', 'the components are gone');
    if (namespace.kind === 'absent') return gone;
    if (namespace.kind === 'present' && (!namespace.value.own || namespace.value.terminating)) return gone;
    if (deletionOverdue(observed)) return met('Removed', 'the components were given time to end');
    if (namespace.kind === 'unreadable')
      return wait('HostUnreachable', `the namespace cannot be read: ${namespace.why}`, 2_000);
    if (workloads.kind === 'unreadable')
      return wait('HostUnreachable', `workloads cannot be read: ${workloads.why}`, 2_000);
    const standing =
      workloads.kind === 'present' ? workloads.value.filter(({ component }) => component !== 'etcd') : [];
    const running = standing.filter(({ goingSince }) => goingSince === undefined).map(({ component }) => component);
    if (running.length > 0)
      return act('Deleting', 'stopping the components', { kind: 'removeComponents', components: running });
    if (standing.length === 0) return gone;
    return standing.some(({ goingSince = now }) => now < goingSince + patienceMs)
      ? wait('Deleting', 'the components are stopping', 500)
      : met('Removed', 'the components were given time to end');
  },
};
