import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createAuthority, issueLeaf } from './certificate.ts';
import { oid, time } from './der.ts';

const authority = createAuthority('slipway-host');

test('an authority signs itself and may sign others', () => {
  const certificate = new X509Certificate(authority.certificate);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

test('a leaf is signed by its authority and answers for its hosts only', () => {
  const hosts = ['localhost', 'kubernetes.default.svc', '10.97.0.2'];
  const { certificate, key } = issueLeaf(authority, { commonName: 'kube-apiserver', hosts, usage: ['server'] });
  const leaf = new X509Certificate(certificate);
  expect(leaf.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
  expect(leaf.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  expect(leaf.checkPrivateKey(key)).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc');
  expect(leaf.checkHost('example.org')).toBeUndefined();
  expect(leaf.checkIP('10.97.0.2')).toBe('10.97.0.2');
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('a client is known by name and group', () => {
  const { certificate } = issueLeaf(authority, {
    commonName: 'admin',
    organization: 'system:masters',
    usage: ['client'],
  });
  expect(new X509Certificate(certificate).subject).toBe('O=system:masters\nCN=admin');
});

test('serial numbers differ', () => {
  const serial = () =>
    new X509Certificate(issueLeaf(authority, { commonName: 'x', usage: ['client'] }).certificate).serialNumber;
  expect(serial()).not.toBe(serial());
});

test('times after 2049 have four digits for the year', () => {
  expect(time(new Date('2049-12-31T23:59:59Z')).toString('latin1').slice(2)).toBe('491231235959Z');
  expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1').slice(2)).toBe('20500101000000Z');
});

test('object identifiers are base 128', () => {
  expect(oid('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
});
