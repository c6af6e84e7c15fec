import { describe, expect, test } from '@jest/globals';
import { aCluster, aMember, aPlaneSide, aRemote, now, without } from '../../../test/observed.ts';
import { newTokens } from './registration.ts';

const withoutToken = without(aPlaneSide, 'tokenSecret');

describe('until when the token that is replaced is good', () => {
  test('a first token replaces none', () =>
    expect(
      newTokens(aMember(), without(withoutToken, 'cluster'), { remote: aRemote, now, lost: false }).formerUntil,
    ).toBeUndefined());
  test('one that is bound still: until it runs out', () =>
    expect(newTokens(aMember(), aPlaneSide, { remote: aRemote, now, lost: false }).formerUntil).toBe(
      Date.parse('2026-01-31T00:00:00Z'),
    ));
  test('a revoked one: no longer', () =>
    expect(
      newTokens(aMember(), aPlaneSide, { remote: { ...aRemote, tokenSecrets: {} }, now, lost: false }).formerUntil,
    ).toBe(now));
  test('one that leads nowhere any more: no longer', () =>
    expect(newTokens(aMember(), aPlaneSide, { remote: aRemote, now, lost: true }).formerUntil).toBe(now));
  test('one whose record is lost, while Karmada has the Cluster: nobody knows', () =>
    expect(
      newTokens(aMember(), { ...withoutToken, cluster: aCluster }, { remote: aRemote, now, lost: false }).formerUntil,
    ).toBe(now));
});

test('of earlier token Secrets only the one that is being replaced stays', () => {
  const tokenSecret = { ...aPlaneSide.tokenSecret!, generation: 3, boundSecretUID: 'bound-3' };
  const tokenSecrets = { 'karmada-token-1': 'bound-1', 'karmada-token-3': 'bound-3', 'karmada-token-4': 'bound-4' };
  const next = newTokens(
    aMember(),
    { ...aPlaneSide, tokenSecret },
    { remote: { ...aRemote, tokenSecrets }, now, lost: false },
  );
  expect(next).toMatchObject({ generation: 4, obsolete: ['karmada-token-1'] });
});
