import type { AuthorityName, KeyPair } from './key-material.ts';
import { newKeys, privateKeyPem, signingAlgorithm } from './p256.ts';
import { validity, year } from './validity.ts';
import { x509 } from './x509.ts';

/**
 * A new self-signed authority, valid for ten years, that may sign leaves only.
 * The namespace is part of its name, so that two planes' authorities are told apart by eye.
 */
export async function issueAuthority(name: AuthorityName, namespace: string, now: Date): Promise<KeyPair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ OU: [namespace] }, { CN: [`karmada-${name}-ca`] }],
    ...validity(now, 10 * year),
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), privateKey: await privateKeyPem(keys.privateKey) };
}
