import { absent, entry, observed, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { desiredRelease } from '../desired-release.ts';
import { foundationInstalled } from './foundation-installed.ts';

const settings = { operatorNamespace: 'slipway-system' };

const { labels } = desiredRelease(
  observed(),
  { spec: observed().instance.spec, entry },
  'Foundation',
  settings,
).desired;
const foundation = { kind: 'deployed', revision: 1, ...labels } as const;
const silent = { kind: 'unreachable', why: 'connection refused' } as const;

function withoutSpec(facts: Parameters<typeof observed>[0]) {
  return without(observed(facts), 'effective');
}

verdictTable(foundationInstalled(settings), [
  ['absent', observed({ helm: absent }), ['act', 'Installing', 'recordSpec', 'applyRelease']],
  ['absent without a spec', withoutSpec({ helm: absent }), ['wait', 'Pending']],
  ['unreadable', observed({ helm: unreadable }), ['wait', 'ReleaseUnreadable']],
  [
    'locked',
    observed({ helm: { kind: 'locked', operation: 'install', revision: 1 } }),
    ['act', 'ReleaseLocked', 'unlockRelease'],
  ],
  [
    'failed at first',
    observed({ helm: { kind: 'failed', revision: 1, why: 'quota', everDeployed: false } }),
    ['act', 'Installing', 'recordSpec', 'applyRelease'],
  ],
  [
    'failed later',
    observed({ helm: { kind: 'failed', revision: 3, why: 'quota', everDeployed: true } }),
    ['met', 'Installed'],
  ],
  ['deployed', observed(), ['met', 'Installed']],
  ['the first stage, as wanted', observed({ helm: foundation, plane: silent }), ['met', 'Installed']],
  [
    'the first stage, by a spec that was corrected',
    observed({ helm: { ...foundation, valuesDigest: 'old' }, plane: silent }),
    ['act', 'Updating', 'applyRelease'],
  ],
  [
    'the first stage, by an older spec, and it answers',
    observed({ helm: { ...foundation, valuesDigest: 'old' } }),
    ['met', 'Installed'],
  ],
]);
