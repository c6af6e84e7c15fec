import './reflect-shim.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { KeyPair } from './key-material.ts';
import { newKeys, privateKeyFromPem, privateKeyPem, signingAlgorithm } from './p256.ts';
import { validity, year } from './validity.ts';
import type { LeafSpec, LeafUsage } from './wanted-leaves.ts';

const usageOids: Readonly<Record<LeafUsage, string>> = {
  server: ExtendedKeyUsage.serverAuth,
  client: ExtendedKeyUsage.clientAuth,
};

/**
 * A new key and a certificate for it, signed by `authority`.
 * `life` is in milliseconds and cut to one year. Rejects when the authority's PEM cannot be read.
 */
export async function issueLeaf(authority: KeyPair, spec: LeafSpec, now: Date, life: number): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: [...spec.organizations.map((name) => ({ O: [name] })), { CN: [spec.commonName] }],
    issuer: issuer.subjectName,
    ...validity(now, Math.min(life, year)),
    publicKey: keys.publicKey,
    signingKey: await privateKeyFromPem(authority.privateKey),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(spec.usages.map((usage) => usageOids[usage])),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...alternativeNames(spec),
    ],
  });
  return { certificate: certificate.toString('pem'), privateKey: await privateKeyPem(keys.privateKey) };
}

function alternativeNames({ dnsNames, ipAddresses }: LeafSpec): Extension[] {
  const names = [
    ...dnsNames.map((value): JsonGeneralName => ({ type: 'dns', value })),
    ...ipAddresses.map((value): JsonGeneralName => ({ type: 'ip', value })),
  ];
  return names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)];
}
