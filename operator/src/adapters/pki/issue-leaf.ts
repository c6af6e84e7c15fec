import type { Extension, JsonGeneralName } from '@peculiar/x509';
import type { KeyPair } from './key-material.ts';
import { newKeys, privateKeyFromPem, privateKeyPem, signingAlgorithm } from './p256.ts';
import { validity, year } from './validity.ts';
import type { LeafSpec, LeafUsage } from './wanted-leaves.ts';
import { x509 } from './x509.ts';

const usageOids: Readonly<Record<LeafUsage, string>> = {
  server: x509.ExtendedKeyUsage.serverAuth,
  client: x509.ExtendedKeyUsage.clientAuth,
};

/**
 * A new key and a certificate for it, signed by `authority`.
 * `life` is in milliseconds and cut to one year. Rejects when the authority's PEM cannot be read.
 */
export async function issueLeaf(authority: KeyPair, spec: LeafSpec, now: Date, life: number): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [...spec.organizations.map((name) => ({ O: [name] })), { CN: [spec.commonName] }],
    issuer: issuer.subjectName,
    ...validity(now, Math.min(life, year)),
    publicKey: keys.publicKey,
    signingKey: await privateKeyFromPem(authority.privateKey),
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(spec.usages.map((usage) => usageOids[usage])),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
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
  return names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)];
}
