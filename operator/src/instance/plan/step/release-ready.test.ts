import { absent, entry, observed, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { releaseReady } from './release-ready.ts';
import { desiredRelease } from '../desired-release.ts';
import type { ReleaseLabels } from '../../../adapters/helm/port.ts';

const settings = { operatorNamespace: 'slipway-system' };
const wanted = desiredRelease(observed(), { spec: observed().instance.spec, entry }, 'Full', settings).desired;
const deployed = (labels: ReleaseLabels) => ({ kind: 'deployed', revision: 3, ...labels }) as const;

function withoutSpec() {
  return without(observed(), 'effective');
}

verdictTable(releaseReady(settings), [
  ['as wanted', observed({ helm: deployed(wanted.labels) }), ['met', 'Installed']],
  ['unreadable', observed({ helm: unreadable }), ['wait', 'ReleaseUnreadable']],
  ['absent', observed({ helm: absent }), ['wait', 'Pending']],
  ['locked', observed({ helm: { kind: 'locked', operation: 'upgrade', revision: 3 } }), ['wait', 'Pending']],
  [
    'failed',
    observed({ helm: { kind: 'failed', revision: 3, why: 'quota', everDeployed: true } }),
    ['act', 'ReleaseFailed', 'applyRelease'],
  ],
  [
    'first stage',
    observed({ helm: deployed({ ...wanted.labels, stage: 'Foundation' }) }),
    ['act', 'Installing', 'applyRelease'],
  ],
  ['no spec that can be carried out', withoutSpec(), ['met', 'Installed']],
]);
