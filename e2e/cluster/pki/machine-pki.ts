import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachinePlan } from '../plan.ts';
import { createAuthority, issueLeaf, keyPem, newKey, type Issued, type LeafRequest } from './certificate.ts';
import { kubeconfig } from './kubeconfig.ts';

export const apiServerPort = 6443;
export const serviceNet = { cidr: '10.96.0.0/16', apiServer: '10.96.0.1', dns: '10.96.0.10' } as const;

/** Who talks to the API server, each with a kubeconfig of its own: `<name>.kubeconfig`. */
const clients: Readonly<Record<string, { readonly commonName: string; readonly organization?: string }>> = {
  admin: { commonName: 'admin', organization: 'system:masters' },
  'kube-controller-manager': { commonName: 'system:kube-controller-manager' },
  'kube-scheduler': { commonName: 'system:kube-scheduler' },
  'kube-proxy': { commonName: 'system:kube-proxy' },
};

/** Keys, certificates and kubeconfigs of one machine's API server; returns their folder. What is there is kept. */
export async function ensurePki(machine: MachinePlan, contextName: string, node: string): Promise<string> {
  const folder = join(machine.directory, 'pki');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(pkiFiles(machine, contextName, node)))
    await writeFile(join(unfinished, name), content, { mode: 0o600 });
  // Whole or not at all: a folder with this name is complete.
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  });
  return folder;
}

/** Every file by name. */
function pkiFiles(machine: MachinePlan, contextName: string, node: string): Readonly<Record<string, string>> {
  const ca = createAuthority(`slipway-${machine.name}`);
  const frontProxyCa = createAuthority(`slipway-${machine.name}-front-proxy`);
  const accounts = newKey();
  const access = (client: Issued) =>
    kubeconfig({
      cluster: contextName,
      server: `https://${machine.address}:${apiServerPort}`,
      authority: ca.certificate,
      client,
    });
  const leaf = (request: LeafRequest) => issueLeaf(ca, request);
  const kubelet = leaf({
    commonName: `system:node:${node}`,
    organization: 'system:nodes',
    hosts: [node, machine.address],
    usage: ['server', 'client'],
  });
  return {
    'ca.crt': ca.certificate,
    'ca.key': keyPem(ca.key),
    'front-proxy-ca.crt': frontProxyCa.certificate,
    'sa.key': keyPem(accounts),
    'sa.pub': createPublicKey(accounts).export({ type: 'spki', format: 'pem' }).toString(),
    ...pair('front-proxy', issueLeaf(frontProxyCa, { commonName: 'front-proxy', usage: ['client'] })),
    ...pair('apiserver', leaf({ commonName: 'kube-apiserver', hosts: apiServerHosts(machine), usage: ['server'] })),
    ...pair(
      'kubelet-client',
      leaf({ commonName: 'kube-apiserver', organization: 'system:masters', usage: ['client'] }),
    ),
    ...pair('kubelet', kubelet),
    'kubelet.kubeconfig': access(kubelet),
    ...Object.fromEntries(
      Object.entries(clients).map(([name, who]) => [`${name}.kubeconfig`, access(leaf({ ...who, usage: ['client'] }))]),
    ),
  };
}

function apiServerHosts(machine: MachinePlan): readonly string[] {
  const inside = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
  return ['localhost', ...inside, machine.name, '127.0.0.1', serviceNet.apiServer, machine.address];
}

function pair(name: string, { certificate, key }: Issued): Readonly<Record<string, string>> {
  return { [`${name}.crt`]: certificate, [`${name}.key`]: keyPem(key) };
}
