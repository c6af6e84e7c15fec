import { absent, memberObserved } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { accountRenewed } from './account-renewed.ts';

const due = Date.parse('2026-10-01T00:00:00Z');

verdictTable(accountRenewed, [
  ['not due', memberObserved(), ['met', 'CredentialsAccepted']],
  ['due', memberObserved({ now: due }), ['act', 'IssuingCredentials', 'renewAccount']],
  ['due, member dark', memberObserved({ now: due, remote: { kind: 'notAsked' } }), ['met', 'CredentialsAccepted']],
  ['none', memberObserved({ now: due, account: absent }), ['met', 'CredentialsAccepted']],
]);
