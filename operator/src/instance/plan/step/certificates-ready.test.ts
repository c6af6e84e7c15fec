import { absent, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { certificatesReady } from './certificates-ready.ts';
import { expect, test } from '@jest/globals';
import type { KeyRing, KeySecret } from '../../../world.ts';

const ring = (root: KeyRing['root'], state: KeySecret['state']) =>
  present({ root, secrets: [{ name: 'demo-admin', state, certificates: [] }] });

test('only what is due counts as upkeep', () => {
  expect(certificatesReady.judge(observed({ keys: ring('present', 'due') }))).toMatchObject({
    upkeep: true,
    actions: [{ secrets: ['demo-admin'], lifeMs: 8760 * 3600_000 }],
  });
  expect(certificatesReady.judge(observed({ keys: ring('present', 'missing') }))).toMatchObject({ upkeep: false });
});

verdictTable(certificatesReady, [
  ['all good', observed(), ['met', 'CertificatesIssued']],
  ['no namespace', observed({ namespace: absent }), ['wait', 'Pending']],
  [
    'namespace not bound',
    observed({ namespace: present({ own: true, terminating: false, bound: false }) }),
    ['wait', 'Pending'],
  ],
  ['Secrets cannot be read', observed({ keys: unreadable }), ['wait', 'HostUnreachable']],
  [
    'nothing yet',
    observed({ helm: absent, keys: ring('absent', 'missing') }),
    ['act', 'IssuingCertificates', 'issueKeys'],
  ],
  [
    'nothing, and the release cannot be read',
    observed({ helm: unreadable, keys: ring('absent', 'missing') }),
    ['wait', 'ReleaseUnreadable'],
  ],
  ['authorities gone while it runs', observed({ keys: ring('absent', 'missing') }), ['blocked', 'AuthorityLost']],
  ['authorities damaged', observed({ keys: ring('broken', 'good') }), ['blocked', 'AuthorityLost']],
  ['a Secret is missing', observed({ keys: ring('present', 'missing') }), ['act', 'IssuingCertificates', 'issueKeys']],
  [
    'another name is wanted',
    observed({ keys: ring('present', 'differs') }),
    ['act', 'IssuingCertificates', 'issueKeys'],
  ],
  ['due', observed({ keys: ring('present', 'due') }), ['act', 'IssuingCertificates', 'issueKeys']],
]);
