import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { addressPolicy, closedPolicy, refuseIP, refuseUrl } from './address-gate.ts';
import { embeddedIPv4 } from './embedded-ipv4.ts';
import { ipv6Words } from './ipv6-words.ts';
import { serverUrl } from './server-url.ts';

const privateNetworks = addressPolicy({
  allowedCIDRs: ['10.0.0.0/8', '192.168.7.0/24', 'fd12::/16'],
  deniedCIDRs: ['10.96.0.0/12'],
});

const base = 'host that is neither a plain DNS name nor a plain IP address';

/** URL, what the default policy says: open, or a part of the sentence. */
const urls: readonly (readonly [url: string, verdict: RegExp | string])[] = [
  // Names and public addresses.
  ['https://member.example.com', 'open'],
  ['https://member.example.com:6443', 'open'],
  ['https://member.example.com:6443/', 'open'],
  ['https://MEMBER.Example.COM', 'open'],
  ['https://xn--bcher-kva.example', 'open'],
  ['https://8.8.8.8:6443', 'open'],
  ['https://[2606:4700:4700::1111]:6443', 'open'],
  ['https://[2606:4700:4700:0:0:0:0:1111]', 'open'],
  ['https://[::ffff:8.8.8.8]', 'open'],
  ['https://[64:ff9b::808:808]', 'open'],
  ['https://[2002:808:808::1]', 'open'],
  ['https://7.example.com', 'open'],
  ['https://0x7f.example.com', 'open'],
  // Loopback.
  ['https://127.0.0.1', 'a loopback address'],
  ['https://127.255.255.254:6443', 'a loopback address'],
  ['https://localhost:6443', 'a loopback address'],
  ['https://LOCALHOST', 'a loopback address'],
  ['https://api.localhost', 'a loopback address'],
  ['https://[::1]', 'a loopback address'],
  ['https://[0:0:0:0:0:0:0:1]', 'a loopback address'],
  ['https://[::ffff:127.0.0.1]', 'a loopback address'],
  ['https://[::ffff:7f00:1]', 'a loopback address'],
  ['https://[0:0:0:0:0:FFFF:7F00:0001]', 'a loopback address'],
  ['https://[::127.0.0.1]', 'a loopback address'],
  ['https://[64:ff9b::127.0.0.1]', 'a loopback address'],
  ['https://[64:ff9b:1::7f00:1]', 'a loopback address'],
  ['https://[2002:7f00:1::]', 'a loopback address'],
  ['https://[2001:0:7f00:1::]', 'a loopback address'],
  ['https://[2001:0:808:808:0:0:80ff:fffe]', 'a loopback address'],
  ['https://[2606:4700::5efe:7f00:1]', 'a loopback address'],
  ['https://[2606:4700::200:5efe:127.0.0.1]', 'a loopback address'],
  ['https://[::ffff:0:7f00:1]', 'a loopback address'],
  // Other bases and short forms, which readers take for different things.
  ['https://2130706433', base],
  ['https://0x7f000001', base],
  ['https://017700000001', base],
  ['https://0177.0.0.1', base],
  ['https://0x7f.0.0.1', base],
  ['https://127.1', base],
  ['https://127.0.1', base],
  ['https://127.0.0.1.', base],
  ['https://127.0.0.01', base],
  ['https://256.0.0.1', base],
  ['https://1.2.3.4.5', base],
  ['https://member.example.com.', base],
  ['https://-member.example.com', base],
  ['https://member..example.com', base],
  ['https://member_1.example.com', base],
  ['https://', base],
  ['https://:6443', base],
  ['https://[127.0.0.1]', base],
  ['https://[::1', base],
  ['https://[::g]', base],
  // Escapes, zones, letters beyond ASCII.
  ['https://%31%32%37.0.0.1', 'a zone or an escape'],
  ['https://[fe80::1%25eth0]', 'a zone or an escape'],
  ['https://[fe80::1%eth0]', 'a zone or an escape'],
  ['https://①②⑦.⓪.⓪.①', 'letters beyond ASCII'],
  ['https://１２７.0.0.1', 'letters beyond ASCII'],
  ['https://bücher.example', 'letters beyond ASCII'],
  ['https://ｌocalhost', 'letters beyond ASCII'],
  ['https://127。0。0。1', 'letters beyond ASCII'],
  // Who is who.
  ['https://member.example.com@127.0.0.1', 'user information'],
  ['https://user:secret@member.example.com', 'user information'],
  ['https://member.example.com:443@169.254.169.254/', 'user information'],
  ['https://127.0.0.1\\@member.example.com', /host that is|a path/],
  ['https://member.example.com#@127.0.0.1', 'a query or a fragment'],
  ['https://member.example.com?@127.0.0.1', 'a query or a fragment'],
  ['https://member.example.com/?x=1', 'a query or a fragment'],
  ['https://member.example.com/k8s/clusters/c-1', 'a path'],
  ['https://member.example.com/..', 'a path'],
  ['https:member.example.com', 'not an https:// URL'],
  ['https:/member.example.com', 'not an https:// URL'],
  ['https:///member.example.com', /a path/],
  ['http://member.example.com', 'not an https:// URL'],
  ['HTTPS://member.example.com', 'not an https:// URL'],
  ['ftp://member.example.com', 'not an https:// URL'],
  ['//member.example.com', 'not an https:// URL'],
  ['member.example.com:6443', 'not an https:// URL'],
  ['javascript:alert(1)', 'not an https:// URL'],
  [' https://member.example.com', 'not an https:// URL'],
  ['https://member.example.com ', base],
  ['https://member.example.com\n', base],
  ['https://member.exam\tple.com', base],
  ['https://member.example.com\u0000', base],
  ['', 'not an https:// URL'],
  // Ports.
  ['https://member.example.com:0', 'a port that is none'],
  ['https://member.example.com:65536', 'a port that is none'],
  ['https://member.example.com:99999', 'a port that is none'],
  ['https://member.example.com:123456', 'a port that is none'],
  ['https://member.example.com:', 'a port that is none'],
  ['https://member.example.com:-1', 'a port that is none'],
  ['https://member.example.com:6443:80', 'a port that is none'],
  // Link-local, metadata, and what nobody serves on.
  ['https://169.254.169.254', 'a metadata service'],
  ['https://[::ffff:169.254.169.254]', 'a metadata service'],
  ['https://[64:ff9b::a9fe:a9fe]', 'a metadata service'],
  ['https://[fd00:ec2::254]', 'a metadata service'],
  ['https://[fd00:0ec2:0:0:0:0:0:0254]', 'a metadata service'],
  ['https://100.100.100.200', 'a metadata service'],
  ['https://168.63.129.16', 'a metadata service'],
  ['https://169.254.1.1', 'a link-local address'],
  ['https://[fe80::1]', 'a link-local address'],
  ['https://[febf::1]', 'a link-local address'],
  ['https://0.0.0.0', 'the unspecified address'],
  ['https://0.1.2.3', 'the unspecified address'],
  ['https://[::]', 'the unspecified address'],
  ['https://[::ffff:0.0.0.0]', 'the unspecified address'],
  ['https://224.0.0.1', 'a multicast address'],
  ['https://[ff02::1]', 'a multicast address'],
  ['https://255.255.255.255', 'a reserved address'],
  ['https://192.0.2.1', 'a reserved address'],
  ['https://[2001:db8::1]', 'a reserved address'],
  // Private.
  ['https://10.0.0.1:6443', 'a private address'],
  ['https://172.16.0.1', 'a private address'],
  ['https://172.31.255.255', 'a private address'],
  ['https://172.32.0.1', 'open'],
  ['https://192.168.7.9', 'a private address'],
  ['https://100.64.0.1', 'a private address'],
  ['https://[fd12::1]', 'a private address'],
  ['https://[fc00::1]', 'a private address'],
  ['https://[::ffff:10.0.0.1]', 'a private address'],
  ['https://[64:ff9b::a00:1]', 'a private address'],
  ['https://[2002:a00:1::1]', 'a private address'],
];

test('the table is long enough and says nothing twice', () => {
  expect(urls.length).toBeGreaterThanOrEqual(100);
  expect(new Set(urls.map(([url]) => url)).size).toBe(urls.length);
});

test.each(urls)('%j is %p', (url, verdict) => {
  const why = refuseUrl(closedPolicy, url);
  if (verdict === 'open') expect(why).toBeUndefined();
  else expect(why).toMatch(verdict);
});

test.each(urls)('%j is read as it is sent, or not at all', (url) => {
  const read = serverUrl(url);
  if (read.kind === 'refused') return;
  expect(new URL(url).origin).toBe(read.server);
  expect(new URL(read.server).hostname.replaceAll(/[[\]]/g, '')).toBe(read.host);
});

test('no sentence quotes the address', () => {
  for (const [url] of urls) {
    const why = refuseUrl(closedPolicy, url) ?? '';
    expect(why).not.toMatch(/example\.com|user:secret|\d+\.\d+\.\d+|\p{Cc}/u);
  }
});

describe('an administrator', () => {
  test.each([
    ['10.0.0.1', 'open'],
    ['10.95.255.255', 'open'],
    ['10.96.0.1', 'denies'],
    ['10.112.0.1', 'open'],
    ['192.168.7.1', 'open'],
    ['192.168.8.1', 'private'],
    ['172.16.0.1', 'private'],
    ['::ffff:10.0.0.1', 'open'],
    ['::ffff:10.96.0.1', 'denies'],
    ['64:ff9b::a00:1', 'open'],
    ['64:ff9b::a60:1', 'denies'],
    ['fd12::1', 'open'],
    ['fd13::1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['8.8.8.8', 'open'],
  ])('who opens some private networks but for the services of the host: %s', (address, verdict) => {
    const what = refuseIP(privateNetworks, address);
    if (verdict === 'open') expect(what).toBeUndefined();
    else expect(what).toContain(verdict);
  });

  test.each([
    '127.0.0.1',
    '169.254.1.1',
    '169.254.169.254',
    '10.0.0.1',
    '224.0.0.1',
    '0.0.0.0',
    '::ffff:127.0.0.1',
    '100.64.0.1',
  ])('who opens everything has not opened %s', (address) => {
    const everything = addressPolicy({ allowedCIDRs: ['0.0.0.0/0', '::/0'], deniedCIDRs: [] });
    expect(refuseIP(everything, address)).toBeDefined();
  });

  test.each(['::1', 'fe80::1', 'fd00:ec2::254', 'ff02::1', '::', 'fd12::1'])(
    'who opens everything has not opened %s either',
    (address) => {
      const everything = addressPolicy({ allowedCIDRs: ['0.0.0.0/0', '::/0'], deniedCIDRs: [] });
      expect(refuseIP(everything, address)).toBeDefined();
    },
  );

  test.each([
    ['127.0.0.0/8', '127.0.0.1'],
    ['127.0.0.1/32', '127.0.0.1'],
    ['127.0.0.1/32', '::ffff:127.0.0.1'],
    ['::1/128', '::1'],
    ['169.254.0.0/16', '169.254.1.1'],
    ['169.254.169.254/32', '169.254.169.254'],
  ])('can open %s by naming it: %s', (cidr, address) => {
    expect(refuseIP(addressPolicy({ allowedCIDRs: [cidr], deniedCIDRs: [] }), address)).toBeUndefined();
  });

  test.each([
    ['224.0.0.0/4', '224.0.0.1'],
    ['0.0.0.0/32', '0.0.0.0'],
    ['::/128', '::'],
    ['255.255.255.255/32', '255.255.255.255'],
    ['169.254.0.0/16', '169.254.169.254'],
    ['127.0.0.1/32', '127.0.0.2'],
  ])('does not open with %s: %s', (cidr, address) => {
    expect(refuseIP(addressPolicy({ allowedCIDRs: [cidr], deniedCIDRs: [] }), address)).toBeDefined();
  });

  test('who denies everything but one network has only that', () => {
    const one = addressPolicy({ allowedCIDRs: ['10.1.0.0/16'], deniedCIDRs: ['0.0.0.0/0', '::/0'] });
    expect(refuseIP(one, '10.1.2.3')).toBeUndefined();
    expect(refuseIP(one, '10.2.2.3')).toBeDefined();
    expect(refuseIP(one, '8.8.8.8')).toBeDefined();
    expect(refuseIP(one, '2606:4700::1')).toBeDefined();
  });

  test('who says both about one range has denied it', () => {
    const both = addressPolicy({ allowedCIDRs: ['10.0.0.0/8'], deniedCIDRs: ['10.0.0.0/8'] });
    expect(refuseIP(both, '10.0.0.1')).toContain('denies');
  });

  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0/8',
    'member.example.com/8',
    '',
    '10.0.0.0/-1',
    '10.0.0.0/8 ',
    'fe80::1%eth0/64',
  ])('is told at start that %j is no range', (cidr) => {
    expect(() => addressPolicy({ allowedCIDRs: [cidr], deniedCIDRs: [] })).toThrow('is no range of addresses');
  });
});

describe('an address', () => {
  test.each(['', 'member.example.com', '127.0.0.1 ', '0177.0.0.1', 'fe80::1%eth0', '[::1]', '1'])(
    '%j is none, and so refused',
    (text) => {
      expect(refuseIP(closedPolicy, text)).toBe('no plain IP address');
    },
  );

  const word = fc.integer({ min: 0, max: 0xffff });

  test('has the same words however it is written', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 8, maxLength: 8 }), (words) => {
        const long = words.map((one) => one.toString(16).padStart(4, '0')).join(':');
        const short = new URL(`https://[${long}]`).hostname.slice(1, -1);
        expect(ipv6Words(long)).toEqual(words);
        expect(ipv6Words(short)).toEqual(words);
        expect(ipv6Words(long.toUpperCase())).toEqual(words);
      }),
    );
  });

  test('of IPv4 is found in every form that carries it, with either spelling', () => {
    fc.assert(
      fc.property(word, word, (high, low) => {
        fc.pre(high !== 0);
        const ipv4 = [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
        const hex = `${high.toString(16)}:${low.toString(16)}`;
        const flipped = `${(high ^ 0xffff).toString(16)}:${(low ^ 0xffff).toString(16)}`;
        for (const form of [
          `::${hex}`,
          `::${ipv4}`,
          `::ffff:${hex}`,
          `::ffff:${ipv4}`,
          `::ffff:0:${hex}`,
          `64:ff9b::${hex}`,
          `64:ff9b::${ipv4}`,
          `64:ff9b:1::${hex}`,
          `2002:${hex}::1`,
          `2001:0:${hex}::`,
          `2001::${flipped}`,
          `2620::5efe:${hex}`,
        ]) {
          expect(isIPv6(form)).toBe(true);
          expect(embeddedIPv4(form)).toContain(ipv4);
        }
      }),
    );
  });

  test.each(['::1', '::', '2606:4700::1111', 'fd12::a00:1', '1.2.3.4', 'x'])('carries none in %s', (text) => {
    expect(embeddedIPv4(text)).toEqual([]);
  });

  test('is never open in one spelling and closed in another', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const canonical = new URL(`https://[${text}]`).hostname.slice(1, -1);
        expect(refuseIP(privateNetworks, text)).toBe(refuseIP(privateNetworks, canonical));
      }),
    );
  });
});
