import { aRemote, memberObserved, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { tokensRenewed } from './tokens-renewed.ts';
import { expect, test } from '@jest/globals';

test('the Cluster itself stays as it is', () => {
  const verdict = tokensRenewed.judge(memberObserved({ now: Date.parse('2026-01-22T00:00:00Z') }));
  expect(verdict).toMatchObject({
    upkeep: true,
    actions: [{ wanted: { clusterName: 'eu-1', newTokens: { generation: 2, seconds: 720 * 3600 } } }],
  });
  expect(JSON.stringify(verdict)).not.toContain('"cluster":');
});

verdictTable(tokensRenewed, [
  ['good', memberObserved(), ['met', 'Joined']],
  ['due', memberObserved({ now: Date.parse('2026-01-22T00:00:00Z') }), ['act', 'IssuingCredentials', 'register']],
  [
    'revoked',
    memberObserved({ remote: { kind: 'answered', via: 'account', value: { ...aRemote, tokenSecrets: {} } } }),
    ['act', 'IssuingCredentials', 'register'],
  ],
  ['plane silent', memberObserved({ plane: unreadable }), ['met', 'Joined']],
]);
