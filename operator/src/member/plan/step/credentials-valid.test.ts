import { absent, aRemote, memberObserved, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { credentialsValid } from './credentials-valid.ts';

const notAsked = { kind: 'notAsked' } as const;
const viaKubeconfig = { kind: 'answered', via: 'kubeconfig', value: aRemote } as const;
const refused = { kind: 'unreachable', via: 'account', reason: 'CredentialsRejected', why: 'Unauthorized' } as const;

verdictTable(credentialsValid, [
  ['own account accepted', memberObserved({ kubeconfig: absent }), ['met', 'CredentialsAccepted']],
  [
    'own account, member dark',
    memberObserved({
      kubeconfig: absent,
      remote: { kind: 'unreachable', via: 'account', reason: 'ClusterUnreachable', why: 'x' },
    }),
    ['met', 'CredentialsAccepted'],
  ],
  ['kubeconfig', memberObserved({ account: absent, remote: viaKubeconfig }), ['met', 'CredentialsAccepted']],
  [
    'no Secret',
    memberObserved({ account: absent, kubeconfig: absent, remote: notAsked }),
    ['blocked', 'SecretNotFound'],
  ],
  [
    'Secret unreadable',
    memberObserved({ account: absent, kubeconfig: unreadable, remote: notAsked }),
    ['blocked', 'SecretUnreadable'],
  ],
  [
    'no such key',
    memberObserved({
      account: absent,
      kubeconfig: present({ kind: 'rejected', reason: 'SecretKeyMissing', message: 'no key' }),
      remote: notAsked,
    }),
    ['blocked', 'SecretKeyMissing'],
  ],
  [
    'kubeconfig refused',
    memberObserved({
      account: absent,
      kubeconfig: present({
        kind: 'rejected',
        reason: 'KubeconfigRejected',
        message: 'users[].user.exec runs a program',
      }),
      remote: notAsked,
    }),
    ['blocked', 'KubeconfigRejected'],
  ],
  ['credential refused', memberObserved({ account: absent, remote: refused }), ['blocked', 'CredentialsRejected']],
  [
    'own account refused, Secret gone',
    memberObserved({ kubeconfig: absent, remote: refused }),
    ['blocked', 'SecretNotFound'],
  ],
]);
