import { absent, aClaim, aPlaneSide, aRemote, memberObserved, present } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { preflightPassed } from './preflight-passed.ts';
import type { Remote, RemoteTrouble } from '../observed.ts';

const trouble = (reason: RemoteTrouble) =>
  ({ kind: 'unreachable', via: 'kubeconfig', reason, why: 'no answer' }) as const;
const answered = (facts: Partial<Remote>) =>
  ({ kind: 'answered', via: 'kubeconfig', value: { ...aRemote, ...facts } }) as const;
const sibling = { name: 'twin', uid: 'uid-twin', clusterName: 'twin', createdAt: '2026-01-01T00:00:00Z' };
const stranger = (id: string) => present({ stranger: { id, deleting: false }, works: aPlaneSide.works });

verdictTable(preflightPassed, [
  ['answers', memberObserved(), ['met', 'PreflightSucceeded']],
  ['not asked', memberObserved({ remote: { kind: 'notAsked' } }), ['wait', 'Pending']],
  ['dark', memberObserved({ remote: trouble('ClusterUnreachable') }), ['wait', 'ClusterUnreachable']],
  ['refused', memberObserved({ remote: trouble('CredentialsRejected') }), ['wait', 'CredentialsRejected']],
  ['not trusted', memberObserved({ remote: trouble('CertificateNotTrusted') }), ['wait', 'CertificateNotTrusted']],
  ['forbidden', memberObserved({ remote: trouble('PermissionsMissing') }), ['blocked', 'PermissionsMissing']],
  ['address', memberObserved({ remote: trouble('AddressNotAllowed') }), ['blocked', 'AddressNotAllowed']],
  [
    'another cluster answers',
    memberObserved({ remote: answered({ clusterID: 'id-2' }) }),
    ['blocked', 'ClusterReplaced'],
  ],
  [
    'another cluster answers, and the account was lost',
    memberObserved({ account: absent, remote: answered({ clusterID: 'id-2' }) }),
    ['blocked', 'ClusterReplaced'],
  ],
  [
    'claimed by a sibling',
    memberObserved({ siblings: [sibling], remote: answered({ claim: { ...aClaim, holder: 'uid-twin' } }) }),
    ['blocked', 'ClusterAlreadyJoined'],
  ],
  [
    'claimed by somebody who is gone',
    memberObserved({ remote: answered({ claim: { ...aClaim, holder: 'uid-gone' } }) }),
    ['met', 'PreflightSucceeded'],
  ],
  [
    'claim going',
    memberObserved({ remote: answered({ claim: { ...aClaim, goingSince: '2026-01-01T11:00:00Z' } }) }),
    ['wait', 'MemberNamespaceTerminating'],
  ],
  [
    'the plane has it under another name',
    memberObserved({ plane: present({ ...aPlaneSide, twin: 'by-hand' }) }),
    ['blocked', 'ClusterAlreadyJoined'],
  ],
  [
    'the plane has another under this name',
    memberObserved({ plane: stranger('id-9') }),
    ['blocked', 'ClusterNameTaken'],
  ],
  [
    'rights are missing',
    memberObserved({ remote: answered({ missingRights: ['create clusterroles'] }) }),
    ['blocked', 'PermissionsMissing'],
  ],
  [
    'the account lost its rights',
    memberObserved({ remote: { ...trouble('PermissionsMissing'), via: 'account' } }),
    ['blocked', 'PermissionsMissing'],
  ],
  [
    'an agent brought it',
    memberObserved({
      plane: present({ stranger: { id: 'id-1', pulls: true as const, deleting: false }, works: aPlaneSide.works }),
    }),
    ['blocked', 'ClusterNameTaken'],
  ],
  ['the plane has it under this name', memberObserved({ plane: stranger('id-1') }), ['met', 'PreflightSucceeded']],
]);
