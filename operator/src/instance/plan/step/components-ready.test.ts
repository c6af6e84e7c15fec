import { absent, aPlane, observed, present, unreadable, workloads } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { componentsReady } from './components-ready.ts';

verdictTable(componentsReady, [
  ['all run', observed(), ['met', 'ComponentsRunning']],
  ['no release', observed({ helm: absent }), ['wait', 'Pending']],
  ['workloads unreadable', observed({ workloads: unreadable }), ['wait', 'HostUnreachable']],
  ['no workloads known', observed({ workloads: absent }), ['wait', 'HostUnreachable']],
  ['one is missing', observed({ workloads: present(workloads.slice(1)) }), ['wait', 'ComponentsNotReady']],
  [
    'one rolls',
    observed({
      workloads: present(workloads.map((one) => ({ ...one, settled: one.component !== 'karmadaScheduler' }))),
    }),
    ['wait', 'RollingOut'],
  ],
  [
    'one has too few Pods',
    observed({
      workloads: present(
        workloads.map((one) => (one.component === 'karmadaScheduler' ? { ...one, ready: 0, settled: false } : one)),
      ),
    }),
    ['wait', 'ComponentsNotReady'],
  ],
  ['plane silent', observed({ plane: { kind: 'unreachable', why: 'x' } }), ['wait', 'PlaneUnreachable']],
  [
    'Cluster API absent',
    observed({ plane: { kind: 'answered', value: { ...aPlane, clusterAPI: 'Absent' } } }),
    ['wait', 'ComponentsNotReady'],
  ],
  [
    'Cluster API not available',
    observed({ plane: { kind: 'answered', value: { ...aPlane, clusterAPI: 'Unavailable' } } }),
    ['wait', 'ComponentsNotReady'],
  ],
]);
