/** The three authorities of one plane. `server` signs serving and client certificates of the API; the others sign only what their name says. */
export type AuthorityName = 'server' | 'front-proxy' | 'etcd';

/** Both PEM: an X.509 certificate and its PKCS #8 private key. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Signs ServiceAccount tokens; it is no TLS key. Both PEM: PKCS #8 and SPKI. */
export interface ServiceAccountKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** All long-lived keys of one plane: what the root Secret holds and no Pod mounts. */
export interface PlaneRoot {
  readonly authorities: Readonly<Record<AuthorityName, KeyPair>>;
  readonly serviceAccount: ServiceAccountKey;
}

/** File name to content, as a Secret holds it once decoded. */
export type SecretFiles = Readonly<Record<string, string>>;
