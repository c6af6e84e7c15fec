import { entry, observed, unreadable, workloads as aPlanesWorkloads } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { desiredRelease } from '../desired-release.ts';
import type { Workload } from '../observed.ts';
import { workloadsWhole } from './workloads-whole.ts';

const settings = { operatorNamespace: 'slipway-system', memberCIDRs: [] };
const { labels } = desiredRelease(observed(), { spec: observed().instance.spec, entry }, 'Full', settings).desired;
const helm = { kind: 'deployed', revision: 3, ...labels } as const;
const workloads = (value: readonly Workload[]) => ({ kind: 'present', value }) as const;
const all = aPlanesWorkloads;
const scaledTo = (desired: number) =>
  all.map((one) => (one.component === 'karmadaAPIServer' ? { ...one, desired } : one));

verdictTable(workloadsWhole(settings), [
  ['all stand', observed({ helm, workloads: workloads(all) }), ['met', 'Installed']],
  ['one is gone', observed({ helm, workloads: workloads(all.slice(1)) }), ['act', 'Repairing', 'applyRelease']],
  ['scaled to none', observed({ helm, workloads: workloads(scaledTo(0)) }), ['act', 'Repairing', 'applyRelease']],
  [
    'scaled, while other values are to be installed anyway',
    observed({ helm: { ...helm, valuesDigest: 'old' }, workloads: workloads(scaledTo(0)) }),
    ['met', 'Installed'],
  ],
  ['unreadable', observed({ helm, workloads: unreadable }), ['met', 'Installed']],
  ['first stage', observed({ helm: { ...helm, stage: 'Foundation' }, workloads: workloads([]) }), ['met', 'Installed']],
]);
