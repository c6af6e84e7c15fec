import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, boolean, context, integer, octets, oid, sequence, set, time, utf8, type Der } from './der.ts';

export interface Issued {
  /** PEM. */
  readonly certificate: string;
  readonly key: KeyObject;
}

export interface Authority extends Issued {
  readonly commonName: string;
}

export interface LeafRequest {
  readonly commonName: string;
  readonly organization?: string;
  /** DNS names and IPv4 addresses a server answers for. */
  readonly hosts?: readonly string[];
  readonly usage: readonly ('server' | 'client')[];
}

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
/** As long as a throw-away cluster may stand. */
const lifetime = 3650 * 24 * 3600_000;
const backdated = 3600_000;

/** A self-signed authority with a P-256 key. */
export function createAuthority(commonName: string): Authority {
  const key = newKey();
  const extensions = [extension('2.5.29.19', sequence(boolean(true)), 'critical'), keyUsage(0x06, 1)];
  const certificate = certify({ subject: name(commonName), key, extensions, issuer: { commonName, key } });
  return { commonName, key, certificate };
}

export function issueLeaf(authority: Authority, request: LeafRequest): Issued {
  const key = newKey();
  const usage = { server: oid('1.3.6.1.5.5.7.3.1'), client: oid('1.3.6.1.5.5.7.3.2') };
  const extensions = [
    extension('2.5.29.19', sequence(), 'critical'),
    keyUsage(0x80, 7),
    extension('2.5.29.37', sequence(...request.usage.map((kind) => usage[kind]))),
    ...(request.hosts === undefined ? [] : [extension('2.5.29.17', sequence(...request.hosts.map(generalName)))]),
  ];
  const subject = name(request.commonName, request.organization);
  return { key, certificate: certify({ subject, key, extensions, issuer: authority }) };
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

export function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

interface Certificate {
  readonly subject: Der;
  readonly key: KeyObject;
  readonly extensions: readonly Der[];
  readonly issuer: { readonly commonName: string; readonly key: KeyObject };
}

function certify({ subject, key, extensions, issuer }: Certificate): string {
  const now = Date.now();
  const body = sequence(
    context(0, integer(Buffer.from([2])), 'constructed'),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name(issuer.commonName),
    sequence(time(new Date(now - backdated)), time(new Date(now + lifetime))),
    subject,
    publicKey(key),
    context(
      3,
      sequence(extension('2.5.29.14', octets(keyId(key))), authorityKeyId(issuer.key), ...extensions),
      'constructed',
    ),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.key)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

function name(commonName: string, organization?: string): Der {
  const attribute = (id: string, value: string) => set(sequence(oid(id), utf8(value)));
  const parts = organization === undefined ? [] : [attribute('2.5.4.10', organization)];
  return sequence(...parts, attribute('2.5.4.3', commonName));
}

function generalName(host: string): Der {
  if (isIP(host) === 4) return context(7, Buffer.from(host.split('.').map(Number)), 'primitive');
  return context(2, Buffer.from(host), 'primitive');
}

function keyUsage(mask: number, unused: number): Der {
  return extension('2.5.29.15', bits(Buffer.from([mask]), unused), 'critical');
}

function authorityKeyId(key: KeyObject): Der {
  return extension('2.5.29.35', sequence(context(0, keyId(key), 'primitive')));
}

function extension(id: string, value: Der, critical?: 'critical'): Der {
  return sequence(oid(id), ...(critical === undefined ? [] : [boolean(true)]), octets(value));
}

function publicKey(key: KeyObject): Der {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1').update(publicKey(key)).digest();
}
