import { expect, test } from '@jest/globals';
import { aPlane, observed, present, unreadable, workloads } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import type { Plane, RenewedToken } from '../observed.ts';
import { tokensKnown } from './tokens-known.ts';

const plane = (facts: Partial<Plane>) => ({ kind: 'answered', value: { ...aPlane, ...facts } }) as const;
const renewed = (...tokens: readonly RenewedToken[]) => plane({ renewedTokens: present(tokens) });
const at = (hour: number) => `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
/** It is noon. */
const due = { issuedAt: at(6), formerUntil: at(18) };
const fresh = { issuedAt: at(7), formerUntil: at(18) };
const revoked = { issuedAt: at(12), formerUntil: at(12) };
const restarted = (tokensUntil: string) =>
  present(workloads.map((one) => (one.component === 'karmadaControllerManager' ? { ...one, tokensUntil } : one)));
const restart = ['act', 'RestartingControllerManager', 'restartControllerManager'] as const;

verdictTable(tokensKnown, [
  ['nothing was renewed', observed(), ['met', 'AllMembersReady']],
  ['renewed a moment ago', observed({ plane: renewed(fresh) }), ['met', 'AllMembersReady']],
  ['half of the time has passed', observed({ plane: renewed(due) }), restart],
  ['the one before was revoked', observed({ plane: renewed(revoked) }), restart],
  [
    'restarted since',
    observed({ plane: renewed(due, fresh), workloads: restarted(fresh.issuedAt) }),
    ['met', 'AllMembersReady'],
  ],
  ['restarted for nobody knows what', observed({ plane: renewed(due), workloads: restarted('garbage') }), restart],
  ['restarted before', observed({ plane: renewed(due), workloads: restarted(at(1)) }), restart],
  [
    'restarted a moment ago',
    observed({
      plane: renewed({ issuedAt: '2026-01-01T12:00:00.000Z', formerUntil: at(1) }),
      workloads: restarted('2026-01-01T11:59:30.000Z'),
    }),
    ['met', 'AllMembersReady'],
  ],
  [
    'a record of the future',
    observed({ plane: renewed({ issuedAt: '9999-01-01T00:00:00Z', formerUntil: at(1) }) }),
    ['met', 'AllMembersReady'],
  ],
  [
    'restarted for a record of the future',
    observed({ plane: renewed(due), workloads: restarted('9999-01-01T00:00:00Z') }),
    restart,
  ],
  [
    'the controller manager is gone',
    observed({ plane: renewed(due), workloads: present([]) }),
    ['met', 'AllMembersReady'],
  ],
  ['workloads unreadable', observed({ plane: renewed(due), workloads: unreadable }), ['met', 'AllMembersReady']],
  ['tokens unreadable', observed({ plane: plane({ renewedTokens: unreadable }) }), ['met', 'AllMembersReady']],
  ['plane silent', observed({ plane: { kind: 'unreachable', why: 'connection refused' } }), ['met', 'AllMembersReady']],
]);

test('one restart serves every token that was renewed by then', () => {
  expect(tokensKnown.judge(observed({ plane: renewed(due, fresh) }))).toMatchObject({
    upkeep: true,
    actions: [{ tokensUntil: fresh.issuedAt, uid: 'uid-karmadaControllerManager' }],
  });
});
