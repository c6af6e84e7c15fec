import { labels, memberSecretName } from '../../api/names.ts';
import type { KubeObject } from '../../world.ts';
import type { MemberAccount } from './observed.ts';

/** A Secret as the API stores it: values in base64. */
export interface SecretObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** The Secret in the host namespace that carries a membership once the user's own Secret is no longer needed. */
export function accountSecret(
  place: { readonly hostNamespace: string; readonly id: string; readonly clusterName: string },
  account: MemberAccount,
): KubeObject & Readonly<Record<string, unknown>> {
  const { server, ca, token, tlsServerName } = account.connection;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: memberSecretName(place.clusterName),
      namespace: place.hostNamespace,
      labels: { [labels.instanceId]: place.id, [labels.member]: place.clusterName },
    },
    type: 'slipway.dev/member-account',
    stringData: {
      server,
      'ca.crt': ca,
      token: token ?? '',
      'tls-server-name': tlsServerName ?? '',
      'cluster-id': account.clusterID,
      owner: account.owner,
      'issued-at': account.issuedAt,
      'expires-at': account.expiresAt,
      // A new account is not cleaned, whatever became of the one before.
      [cleanedKey]: '',
    },
  };
}

/** Merged into that Secret before the account goes: what a member then refuses is gone, and not merely refused. It holds for one owner only. */
export function cleanedPatch({ owner }: Pick<MemberAccount, 'owner'>): object {
  return { data: { [cleanedKey]: Buffer.from(owner).toString('base64') } };
}

const cleanedKey = 'cleaned-for';

/** undefined when a part is missing: such a Secret is of no use. */
export function readAccount(secret: SecretObject): MemberAccount | undefined {
  const text = (key: string): string => Buffer.from(secret.data?.[key] ?? '', 'base64').toString();
  const tlsServerName = text('tls-server-name');
  const account: MemberAccount = {
    connection: {
      server: text('server'),
      ca: text('ca.crt'),
      token: text('token'),
      ...(tlsServerName !== '' && { tlsServerName }),
    },
    clusterID: text('cluster-id'),
    owner: text('owner'),
    issuedAt: text('issued-at'),
    expiresAt: text('expires-at'),
    ...(text(cleanedKey) !== '' && text(cleanedKey) === text('owner') && { cleaned: true as const }),
  };
  const parts = [
    account.connection.server,
    account.connection.token,
    account.clusterID,
    account.owner,
    account.expiresAt,
  ];
  return parts.every((part) => part !== '') ? account : undefined;
}
