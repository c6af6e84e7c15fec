import { Rejection } from './rejection.ts';
import type { YamlMap } from './strict-yaml.ts';

/** What every field of a cluster and of a user may be: taken over, passed by, or refused with what to do instead. */
export type FieldRule = 'taken' | 'ignored' | { readonly does: string; readonly instead: string };

const caInline = 'put the authority into certificate-authority-data';
const credentialInline =
  'put a token into token, or a certificate and its key into client-certificate-data and client-key-data';
const ownRights = 'give a credential that has the rights itself';

export const clusterFields: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['server', 'taken'],
  ['certificate-authority-data', 'taken'],
  ['tls-server-name', 'taken'],
  ['disable-compression', 'ignored'],
  ['extensions', 'ignored'],
  ['certificate-authority', { does: 'names a file of the operator', instead: caInline }],
  [
    'insecure-skip-tls-verify',
    { does: 'turns off the check of the certificate', instead: `remove it and ${caInline}` },
  ],
  [
    'proxy-url',
    { does: 'sends the connection through a proxy', instead: 'remove it; proxies are set by the administrator' },
  ],
]);

export const userFields: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['token', 'taken'],
  ['client-certificate-data', 'taken'],
  ['client-key-data', 'taken'],
  ['extensions', 'ignored'],
  ['exec', { does: 'runs a program', instead: credentialInline }],
  ['auth-provider', { does: 'runs a plugin', instead: credentialInline }],
  ['tokenFile', { does: 'names a file of the operator', instead: 'put the token into token' }],
  [
    'client-certificate',
    { does: 'names a file of the operator', instead: 'put the certificate into client-certificate-data' },
  ],
  ['client-key', { does: 'names a file of the operator', instead: 'put the key into client-key-data' }],
  ['username', { does: 'is for passwords, which Kubernetes no longer takes', instead: credentialInline }],
  ['password', { does: 'is for passwords, which Kubernetes no longer takes', instead: credentialInline }],
  ['as', { does: 'acts as another user', instead: ownRights }],
  ['as-uid', { does: 'acts as another user', instead: ownRights }],
  ['as-groups', { does: 'acts as another user', instead: ownRights }],
  ['as-user-extra', { does: 'acts as another user', instead: ownRights }],
]);

/** Throws a Rejection at the first field that is refused or not known. */
export function checkFields(map: YamlMap, rules: ReadonlyMap<string, FieldRule>, path: string): void {
  for (const [key, value] of map) {
    const rule = rules.get(key);
    if (rule === undefined) {
      const field = `${path}.${/^[A-Za-z][A-Za-z0-9-]{0,40}$/.test(key) ? key : '?'}`;
      throw new Rejection(
        'KubeconfigRejected',
        field,
        `${field} is a field that the operator does not know; remove it`,
      );
    }
    // Some tools write every field, empty.
    const unset = value === null || value === '' || value === false;
    if (typeof rule === 'object' && !unset) {
      const field = `${path}.${key}`;
      const message = `${field} ${rule.does}, which the operator never follows; ${rule.instead}`;
      throw new Rejection('KubeconfigRejected', field, message);
    }
  }
}
