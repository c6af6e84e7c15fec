import type { AuthorityName, KeyPair, PlaneRoot, SecretFiles } from './key-material.ts';

/** The root Secret's files: `<authority>-ca.crt`, `<authority>-ca.key`, `service-account.key`, `service-account.pub`. */
export function rootToFiles({ authorities, serviceAccount }: PlaneRoot): SecretFiles {
  return {
    'server-ca.crt': authorities.server.certificate,
    'server-ca.key': authorities.server.privateKey,
    'front-proxy-ca.crt': authorities['front-proxy'].certificate,
    'front-proxy-ca.key': authorities['front-proxy'].privateKey,
    'etcd-ca.crt': authorities.etcd.certificate,
    'etcd-ca.key': authorities.etcd.privateKey,
    'service-account.key': serviceAccount.privateKey,
    'service-account.pub': serviceAccount.publicKey,
  };
}

/** undefined when a file is missing: such a Secret is to be shown to a person, never filled with new keys. */
export function rootFromFiles(files: SecretFiles): PlaneRoot | undefined {
  const server = authority(files, 'server');
  const frontProxy = authority(files, 'front-proxy');
  const etcd = authority(files, 'etcd');
  const privateKey = files['service-account.key'];
  const publicKey = files['service-account.pub'];
  if (server === undefined || frontProxy === undefined || etcd === undefined) return undefined;
  if (privateKey === undefined || publicKey === undefined) return undefined;
  return { authorities: { server, 'front-proxy': frontProxy, etcd }, serviceAccount: { privateKey, publicKey } };
}

function authority(files: SecretFiles, name: AuthorityName): KeyPair | undefined {
  const certificate = files[`${name}-ca.crt`];
  const privateKey = files[`${name}-ca.key`];
  return certificate === undefined || privateKey === undefined ? undefined : { certificate, privateKey };
}
