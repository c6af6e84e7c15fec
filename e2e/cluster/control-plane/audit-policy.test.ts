import { expect, test } from '@jest/globals';
import { auditPolicy } from './audit-policy.ts';

test('bodies, which may hold secrets, are never logged', () => {
  expect(new Set(auditPolicy.rules.map(({ level }) => level))).toEqual(new Set(['None', 'Metadata']));
});

test('every write is logged, whoever makes it', () => {
  const silent = auditPolicy.rules.filter(({ level }) => level === 'None');
  for (const rule of silent)
    expect('nonResourceURLs' in rule || rule.verbs?.every((verb) => ['get', 'list', 'watch'].includes(verb))).toBe(
      true,
    );
});
