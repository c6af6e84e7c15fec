import { X509Certificate } from 'node:crypto';
import { canonicalIp } from './canonical-ip.ts';

export interface CertificateFacts {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Two thirds of the life: from here on it is to be renewed. */
  readonly renewAfter: Date;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** What stands in the first certificate of a PEM text; undefined when there is none that can be read. */
export function readCertificate(pem: string): CertificateFacts | undefined {
  const certificate = parse(pem);
  if (certificate === undefined) return undefined;
  const notBefore = new Date(certificate.validFrom);
  const notAfter = new Date(certificate.validTo);
  const names = (certificate.subjectAltName ?? '').split(', ');
  return {
    commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
    notBefore,
    notAfter,
    renewAfter: new Date(notBefore.getTime() + ((notAfter.getTime() - notBefore.getTime()) * 2) / 3),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    dnsNames: withPrefix(names, 'DNS:').sort(),
    ipAddresses: withPrefix(names, 'IP Address:').map(canonicalIp).sort(),
  };
}

/** Whether `authorityPem` signed the certificate; false also when one of the two cannot be read. */
export function isSignedBy(pem: string, authorityPem: string): boolean {
  const certificate = parse(pem);
  const authority = parse(authorityPem);
  return certificate !== undefined && authority !== undefined && certificate.verify(authority.publicKey);
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    // The constructor's only complaint is unreadable input, which is an answer here.
    return undefined;
  }
}

function withPrefix(names: readonly string[], prefix: string): string[] {
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
