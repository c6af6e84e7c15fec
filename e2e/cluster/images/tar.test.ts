import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { paxRecord, tarHeader, tarPadding } from './tar.ts';

const file = { path: 'bin/program', kind: 'file', mode: 0o755, uid: 0, gid: 0, size: 3 } as const;

describe('a PAX record', () => {
  test('begins with its own length, whatever that length is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z.]{1,40}$/), fc.uint8Array({ maxLength: 1200 }), (key, value) => {
        const record = paxRecord(key, Buffer.from(value));
        expect(Number.parseInt(record.toString('latin1'), 10)).toBe(record.length);
        expect(record.at(-1)).toBe(10);
      }),
    );
  });

  test('is exact where one more digit makes it longer', () => {
    expect(paxRecord('a', Buffer.alloc(4, 'x')).toString()).toBe('9 a=xxxx\n');
    expect(paxRecord('a', Buffer.alloc(5, 'x')).toString()).toBe('11 a=xxxxx\n');
  });
});

describe('a header', () => {
  test('is one block with a checksum over itself', () => {
    const header = tarHeader(file);
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8);
    const blank = Buffer.concat([header.subarray(0, 148), Buffer.from('        '), header.subarray(156)]);
    expect(header).toHaveLength(512);
    expect(blank.reduce((total, byte) => total + byte, 0)).toBe(sum);
  });

  test('marks a folder by type and slash', () => {
    const header = tarHeader({ ...file, path: 'tmp', kind: 'directory', mode: 0o1777, size: 0 });
    expect(header.toString('latin1', 0, 4)).toBe('tmp/');
    expect(header.toString('latin1', 100, 107)).toBe('0001777');
    expect(header.toString('latin1', 156, 157)).toBe('5');
  });

  test('carries extended attributes in a record before it', () => {
    const header = tarHeader({ ...file, attributes: { 'security.capability': Buffer.from([1, 0, 0, 2]) } });
    expect(header.toString('latin1', 156, 157)).toBe('x');
    expect(
      header.includes(Buffer.concat([Buffer.from('SCHILY.xattr.security.capability='), Buffer.from([1, 0, 0, 2])])),
    ).toBe(true);
    expect(header).toHaveLength(3 * 512);
  });

  test('carries a path of more than 100 bytes in a record', () => {
    const path = `${'folder/'.repeat(20)}file`;
    expect(tarHeader({ ...file, path }).includes(` path=${path}\n`)).toBe(true);
  });
});

test('padding fills the last block and no more', () => {
  expect([0, 1, 511, 512, 513].map((size) => tarPadding(size).length)).toEqual([0, 511, 1, 0, 511]);
});
