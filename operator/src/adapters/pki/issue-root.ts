import { issueAuthority } from './issue-authority.ts';
import type { PlaneRoot } from './key-material.ts';
import { newKeys, privateKeyPem, publicKeyPem } from './p256.ts';

/** All long-lived keys of a new plane. Made once: whoever makes them again locks out everything that trusts the first. */
export async function issueRoot(namespace: string, now: Date): Promise<PlaneRoot> {
  const [server, frontProxy, etcd, serviceAccount] = await Promise.all([
    issueAuthority('server', namespace, now),
    issueAuthority('front-proxy', namespace, now),
    issueAuthority('etcd', namespace, now),
    newKeys(),
  ]);
  return {
    authorities: { server, 'front-proxy': frontProxy, etcd },
    serviceAccount: {
      privateKey: await privateKeyPem(serviceAccount.privateKey),
      publicKey: await publicKeyPem(serviceAccount.publicKey),
    },
  };
}
