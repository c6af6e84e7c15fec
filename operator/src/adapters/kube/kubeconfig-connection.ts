import { isIP } from 'node:net';
import type { MemberConnection } from '../../world.ts';
import { belongTogether, certificatesFrom, privateKeyFrom, type PemRead } from './pem.ts';
import { malformed, Rejection } from './rejection.ts';
import { dnsName, serverUrl } from './server-url.ts';
import type { YamlMap } from './strict-yaml.ts';
import { textOf } from './text-of.ts';

/** Where the cluster is and who it must be. Throws a Rejection. */
export function endpoint(cluster: YamlMap): Pick<MemberConnection, 'server' | 'ca' | 'tlsServerName'> {
  const path = 'clusters[].cluster';
  const server = required(cluster, 'server', `${path}.server`, 'give the https:// address of the cluster');
  const url = serverUrl(server);
  if (url.kind === 'refused') throw new Rejection('AddressNotAllowed', `${path}.server`, `${path}.server ${url.why}`);

  const caPath = `${path}.certificate-authority-data`;
  const ca = required(
    cluster,
    'certificate-authority-data',
    caPath,
    "give the authority that signs the cluster's certificate",
  );
  const namePath = `${path}.tls-server-name`;
  const tlsServerName = textOf(cluster, 'tls-server-name', namePath);
  if (tlsServerName === undefined) return { server: url.server, ca: pemOf(certificatesFrom(ca), caPath) };
  if (!dnsName.test(tlsServerName) || isIP(tlsServerName) !== 0)
    throw malformed(namePath, `${namePath} is no DNS name in lower case`);
  return { server: url.server, ca: pemOf(certificatesFrom(ca), caPath), tlsServerName };
}

/** What the cluster is to be shown. Throws a Rejection. */
export function credential(user: YamlMap): Pick<MemberConnection, 'cert' | 'key' | 'token'> {
  const token = tokenOf(user);
  const pair = keyPair(user);
  if (token === undefined && pair === undefined) {
    throw malformed(
      'users[].user',
      'users[].user holds no credential; give token, or client-certificate-data and client-key-data',
    );
  }
  return { ...(token === undefined ? {} : { token }), ...pair };
}

function tokenOf(user: YamlMap): string | undefined {
  const path = 'users[].user.token';
  const token = textOf(user, 'token', path);
  // It becomes a header: a line break would begin another one.
  if (token === undefined || /^[\x21-\x7e]{1,16384}$/.test(token)) return token;
  throw malformed(path, `${path} holds blanks, line breaks or letters beyond ASCII; write it in one line without them`);
}

function keyPair(user: YamlMap): { readonly cert: string; readonly key: string } | undefined {
  const certPath = 'users[].user.client-certificate-data';
  const keyPath = 'users[].user.client-key-data';
  const encodedCert = textOf(user, 'client-certificate-data', certPath);
  const encodedKey = textOf(user, 'client-key-data', keyPath);
  if (encodedCert === undefined && encodedKey === undefined) return undefined;
  if (encodedCert === undefined) throw malformed(certPath, `${certPath} is not set, but client-key-data is; give both`);
  if (encodedKey === undefined)
    throw malformed(keyPath, `${keyPath} is not set, but client-certificate-data is; give both`);

  const cert = pemOf(certificatesFrom(encodedCert), certPath);
  const key = pemOf(privateKeyFrom(encodedKey), keyPath);
  if (belongTogether(cert, key)) return { cert, key };
  throw malformed(keyPath, `${keyPath} does not belong to client-certificate-data; give the key of that certificate`);
}

function required(map: YamlMap, key: string, path: string, remedy: string): string {
  const text = textOf(map, key, path);
  if (text === undefined) throw malformed(path, `${path} is not set; ${remedy}`);
  return text;
}

function pemOf(read: PemRead, path: string): string {
  if (read.kind === 'refused') throw malformed(path, `${path} ${read.why}`);
  return read.pem;
}
