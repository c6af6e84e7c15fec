import { createPrivateKey, X509Certificate } from 'node:crypto';

/** `why` completes "field …" and holds nothing of the text. */
export type PemRead =
  { readonly kind: 'read'; readonly pem: string } | { readonly kind: 'refused'; readonly why: string };

/** One or more certificates in PEM under base64, rebuilt from what could be read. */
export function certificatesFrom(encoded: string): PemRead {
  const text = base64Text(encoded);
  if (text === undefined) return refused('is no base64');
  const found = blocks(text);
  if (found.some(({ label }) => label.endsWith('PRIVATE KEY')))
    return refused('holds a private key; keep certificates only');
  const certificates = found.filter(({ label }) => label === 'CERTIFICATE');
  if (certificates.length === 0) return refused('holds no PEM certificate');
  if (certificates.length > 32) return refused('holds more than 32 certificates');
  try {
    return { kind: 'read', pem: certificates.map(({ pem }) => new X509Certificate(pem).toString()).join('') };
  } catch {
    return refused('holds a certificate that cannot be read');
  }
}

/** An unencrypted private key in PEM under base64, rebuilt as PKCS #8. */
export function privateKeyFrom(encoded: string): PemRead {
  const text = base64Text(encoded);
  if (text === undefined) return refused('is no base64');
  if (text.includes('ENCRYPTED')) return refused('is encrypted; give it without a passphrase');
  const keys = blocks(text).filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const [key] = keys;
  if (key === undefined) return refused('holds no PEM private key');
  if (keys.length > 1) return refused('holds more than one private key');
  try {
    return { kind: 'read', pem: createPrivateKey(key.pem).export({ type: 'pkcs8', format: 'pem' }).toString() };
  } catch {
    return refused('holds a private key that cannot be read');
  }
}

/** Whether the first certificate was made for the key; both as `certificatesFrom` and `privateKeyFrom` give them. */
export function belongTogether(certificates: string, key: string): boolean {
  return new X509Certificate(certificates).checkPrivateKey(createPrivateKey(key));
}

function blocks(text: string): readonly { readonly label: string; readonly pem: string }[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----[^-]{1,65536}-----END \1-----/g)].map(
    ([pem, label = '']) => ({
      label,
      pem: `${pem}\n`,
    }),
  );
}

function base64Text(encoded: string): string | undefined {
  const compact = encoded.replaceAll(/[ \t\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('latin1');
}

function refused(why: string): PemRead {
  return { kind: 'refused', why };
}
