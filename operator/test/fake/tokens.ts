import type { ObjectKey, Resource } from '../../src/runtime/kube-types.ts';
import { conflict, invalid, notFound } from './errors.ts';
import type { ObjectTable } from './object-table.ts';

const accounts: Resource = {
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
  namespaced: true,
};
const bindable: Readonly<Record<string, Resource>> = {
  Secret: { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true },
  Pod: { group: '', version: 'v1', plural: 'pods', kind: 'Pod', namespaced: true },
};

export interface TokenRequest {
  readonly spec?: {
    readonly audiences?: readonly string[];
    readonly expirationSeconds?: number;
    readonly boundObjectRef?: { readonly kind: string; readonly name: string; readonly uid?: string };
  };
}

interface Claims {
  readonly sub: string;
  readonly namespace: string;
  readonly account: string;
  readonly uid: string | undefined;
  readonly expires: number;
  readonly bound?: { readonly kind: string; readonly name: string; readonly uid: string | undefined };
  readonly n: number;
}

/** Tokens of ServiceAccounts, good for as long as the account and the object they are bound to are the same. */
export class Tokens {
  readonly #table: ObjectTable;
  readonly #now: () => Date;
  #issued = 0;

  constructor(table: ObjectTable, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  issue(key: ObjectKey, request: TokenRequest): object {
    const account = this.#table.find(accounts, key);
    if (account === undefined) throw notFound(accounts, key.name);
    const seconds = request.spec?.expirationSeconds ?? 3600;
    if (seconds < 600)
      throw invalid(
        accounts,
        key.name,
        'spec.expirationSeconds',
        `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`,
      );
    const bound = this.#bound(key, request);
    const expires = this.#now().getTime() + seconds * 1000;
    this.#issued += 1;
    const namespace = key.namespace ?? '';
    const sub = `system:serviceaccount:${namespace}:${key.name}`;
    const claims: Claims = {
      sub,
      namespace,
      account: key.name,
      uid: account.object.metadata.uid,
      expires,
      ...bound,
      n: this.#issued,
    };
    const token = `fake.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signed`;
    const status = { token, expirationTimestamp: new Date(expires).toISOString().replace(/\.\d+Z$/, 'Z') };
    return {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: { ...key },
      spec: { ...request.spec, expirationSeconds: seconds },
      status,
    };
  }

  /** The user name of a token that is still good, or undefined. */
  review(token: string): string | undefined {
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}',
    ) as Partial<Claims>;
    const account = this.#table.find(accounts, { namespace: claims.namespace ?? '', name: claims.account ?? '' });
    if (
      account === undefined ||
      account.object.metadata.uid !== claims.uid ||
      (claims.expires ?? 0) <= this.#now().getTime()
    )
      return undefined;
    return claims.bound === undefined || this.#isBoundTo(claims.namespace ?? '', claims.bound) ? claims.sub : undefined;
  }

  #isBoundTo(namespace: string, { kind, name, uid }: NonNullable<Claims['bound']>): boolean {
    const resource = bindable[kind];
    const metadata = resource && this.#table.find(resource, { namespace, name })?.object.metadata;
    return metadata !== undefined && metadata.uid === uid && metadata.deletionTimestamp === undefined;
  }

  #bound(key: ObjectKey, request: TokenRequest): Pick<Claims, 'bound'> {
    const ref = request.spec?.boundObjectRef;
    if (ref === undefined) return {};
    const resource = bindable[ref.kind];
    if (resource === undefined)
      throw invalid(accounts, key.name, 'spec.boundObjectRef', `cannot bind token to ${ref.kind}`);
    const live = this.#table.find(resource, { ...key, name: ref.name });
    if (live === undefined) throw notFound(resource, ref.name);
    const { uid } = live.object.metadata;
    if (ref.uid !== undefined && ref.uid !== uid) {
      const why = `the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`;
      throw conflict(resource, ref.name, why);
    }
    return { bound: { kind: ref.kind, name: ref.name, uid } };
  }
}
