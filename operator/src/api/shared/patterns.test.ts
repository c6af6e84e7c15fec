import { describe, expect, test } from '@jest/globals';
import { fastest } from '../../../test/fastest.ts';
import { patterns } from './patterns.ts';

const entries = Object.entries(patterns);

describe('patterns', () => {
  test.each(entries)('%s has nothing that Go cannot read and no quote', (_, pattern) => {
    expect(pattern.source).not.toMatch(/\(\?|\\[1-9dDwWsSbBkpP]|'/);
    expect(pattern.flags).toBe('');
    expect(pattern.source).toMatch(/^\^.*\$$/);
  });

  // A hostile spec must not be able to hold the process: well below a millisecond for every length that the schemas let through.
  test.each(entries)('%s stays fast on long text', (_, pattern) => {
    for (const unit of ['a', 'a.', 'a-', '1', '1h', ':', '0:', 'A/', '%', ' ']) {
      const text = unit.repeat(1024 / unit.length);
      const probes = [text, `${text}!`, `https://${text}!`];
      expect(fastest(() => probes.map((probe) => pattern.test(probe)))).toBeLessThan(50);
    }
  });

  test.each([
    'demo.example.org',
    'a',
    'a-1.b2',
    '10.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fd00::1',
    '2001:db8:0:0:0:0:0:1',
    'fe80::a:b',
    '1::8',
  ])('%s is a host', (host) => expect(patterns.host.test(host)).toBe(true));

  test.each([
    '',
    'A.b',
    'a_b',
    '-a',
    'a-',
    'a..b',
    '.a',
    'a.',
    '256.1.1.1',
    '1.2.3',
    '01.2.3.4',
    'https://a',
    'a:443',
    ':::',
    '1::2::3',
    '::ffff:1.2.3.4',
    'fe80::1%eth0',
    '12345::',
    'a b',
    'a\n',
  ])('%j is no host', (host) => expect(patterns.host.test(host)).toBe(false));

  test.each([
    'https://a',
    'https://a:6443',
    'https://10.0.0.1/p/q',
    'https://[fd00::1]:6443',
    'https://eu.example.org/k8s/clusters/c-1',
  ])('%s is an https address', (url) => {
    expect(patterns.httpsUrl.test(url)).toBe(true);
    expect(new URL(url).protocol).toBe('https:');
  });

  test.each([
    'http://a',
    'https://',
    'https://u@a',
    'https://u:p@a',
    'https://a?x',
    'https://a#x',
    'https://a:0',
    'https://a:123456',
    'https://fd00::1',
    'https://A',
    'https://a /',
    'HTTPS://a',
    'https://a\n',
  ])('%j is no https address', (url) => expect(patterns.httpsUrl.test(url)).toBe(false));
});
