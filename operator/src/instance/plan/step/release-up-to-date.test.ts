import { entry, observed, unreadable, workloads as aPlanesWorkloads } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { desiredRelease } from '../desired-release.ts';
import type { Workload } from '../observed.ts';
import { releaseUpToDate } from './release-up-to-date.ts';

const settings = { operatorNamespace: 'slipway-system' };
const { labels } = desiredRelease(observed(), { spec: observed().instance.spec, entry }, 'Full', settings).desired;
const helm = { kind: 'deployed', revision: 3, ...labels } as const;
const failed = { kind: 'failed', revision: 3, why: 'x', everDeployed: true } as const;
const silent = { kind: 'unreachable', why: 'connection refused' } as const;
const workloads = (value: readonly Workload[]) => ({ kind: 'present', value }) as const;
const all = aPlanesWorkloads;
const scaledTo = (desired: number) =>
  all.map((one) => (one.component === 'karmadaAPIServer' ? { ...one, desired } : one));

verdictTable(releaseUpToDate(settings), [
  ['all stand', observed({ helm, workloads: workloads(all) }), ['met', 'Installed']],
  ['one is gone', observed({ helm, workloads: workloads(all.slice(1)) }), ['act', 'Repairing', 'applyRelease']],
  ['scaled to none', observed({ helm, workloads: workloads(scaledTo(0)) }), ['act', 'Repairing', 'applyRelease']],
  [
    'another spec, while the plane does not answer',
    observed({ helm: { ...helm, valuesDigest: 'old' }, workloads: workloads(all), plane: silent }),
    ['act', 'Updating', 'applyRelease'],
  ],
  [
    'values unknown',
    observed({ helm: { ...helm, valuesDigest: '' }, workloads: workloads(all) }),
    ['act', 'Updating', 'applyRelease'],
  ],
  [
    'another chart',
    observed({ helm: { ...helm, chartDigest: 'old' }, workloads: workloads(all) }),
    ['act', 'Updating', 'applyRelease'],
  ],
  [
    'an update failed halfway',
    observed({ helm: failed, workloads: workloads(all), plane: silent }),
    ['act', 'ReleaseFailed', 'applyRelease'],
  ],
  [
    'the first update failed before anything of it stood',
    observed({ helm: failed, workloads: workloads(all.slice(0, 2)) }),
    ['met', 'Installed'],
  ],
  ['unreadable', observed({ helm, workloads: unreadable }), ['met', 'Installed']],
  ['first stage', observed({ helm: { ...helm, stage: 'Foundation' }, workloads: workloads([]) }), ['met', 'Installed']],
]);
