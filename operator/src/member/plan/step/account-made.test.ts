import { absent, aClaim, aRemote, memberObserved, unreadable, without } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { accountMade } from './account-made.ts';
import type { Remote } from '../observed.ts';

const answered = (facts: Partial<Remote>) =>
  ({ kind: 'answered', via: 'account', value: { ...aRemote, ...facts } }) as const;
const viaKubeconfig = (value: Remote) => ({ kind: 'answered', via: 'kubeconfig', value }) as const;
const withoutClaim = without(aRemote, 'claim');

verdictTable(accountMade, [
  ['whole', memberObserved(), ['met', 'Claimed']],
  ['shared', memberObserved({ remote: answered({ claims: 2 }) }), ['met', 'ClaimedAndShared']],
  ['no instance', memberObserved({ instance: unreadable }), ['wait', 'Pending']],
  ['no answer', memberObserved({ remote: { kind: 'notAsked' } }), ['wait', 'Pending']],
  ['account unreadable', memberObserved({ account: unreadable }), ['wait', 'HostUnreachable']],
  [
    'none yet',
    memberObserved({ account: absent, remote: viaKubeconfig(withoutClaim) }),
    ['act', 'Claiming', 'makeAccount'],
  ],
  ['due', memberObserved({ now: Date.parse('2026-10-01T00:00:00Z') }), ['act', 'IssuingCredentials', 'renewAccount']],
  ['own account refused', memberObserved({ remote: viaKubeconfig(aRemote) }), ['act', 'Claiming', 'makeAccount']],
  [
    'objects of an older operator',
    memberObserved({ remote: answered({ claim: { ...aClaim, digest: 'v0' } }) }),
    ['act', 'Claiming', 'makeAccount'],
  ],
  [
    'objects of an older operator, Secret gone',
    memberObserved({ kubeconfig: absent, remote: answered({ claim: { ...aClaim, digest: 'v0' } }) }),
    ['met', 'Claimed'],
  ],
  ['rights taken away', memberObserved({ remote: answered({ rightsGone: true }) }), ['act', 'Claiming', 'makeAccount']],
  [
    'rights taken away, Secret gone',
    memberObserved({ kubeconfig: absent, remote: answered({ rightsGone: true }) }),
    ['blocked', 'PermissionsMissing'],
  ],
  ['nothing to make it with', memberObserved({ account: absent, kubeconfig: absent }), ['wait', 'Pending']],
]);
