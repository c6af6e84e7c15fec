// What the local cluster takes from Debian: the container runtime, CNI plugins and the tools of the network.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { Failure } from './failure.ts';
import { searchPath } from './machine/run.ts';
import type { Progress } from './progress.ts';

/** Package by a file that it brings; a name without a slash is looked for where programs are. */
const packages: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  '/usr/lib/cni/portmap': 'containernetworking-plugins',
  nft: 'nftables',
  conntrack: 'conntrack',
  iptables: 'iptables',
  ip: 'iproute2',
  sysctl: 'procps',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
  '/etc/ssl/certs/ca-certificates.crt': 'ca-certificates',
};

export async function ensurePackages(progress: Progress): Promise<void> {
  const missing = await missingPackages();
  if (missing.length === 0) return;
  const command = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (!(await isInstalled('apt-get')))
    throw new Failure(`missing: ${missing.join(', ')}`, {
      next: `install what brings the same programs on this system`,
    });
  await progress.step(`install ${missing.join(' ')}`, async () => {
    await aptGet(['update'], command);
    await aptGet(command.split(' ').slice(1), command);
  });
}

async function missingPackages(): Promise<readonly string[]> {
  const absent = await Promise.all(
    Object.entries(packages).map(async ([file, name]) => ((await isInstalled(file)) ? [] : [name])),
  );
  return [...new Set(absent.flat())];
}

async function isInstalled(file: string): Promise<boolean> {
  const places = file.includes('/') ? [file] : searchPath.split(':').map((folder) => join(folder, file));
  const found = await Promise.all(
    places.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

async function aptGet(args: readonly string[], wanted: string): Promise<void> {
  const env = { PATH: searchPath, DEBIAN_FRONTEND: 'noninteractive' };
  // Another run of apt may hold the lock, and a mirror may drop a connection.
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const done = await execa('apt-get', [...patient, ...args], { env, reject: false, all: true, stdin: 'ignore' });
  if (!done.failed) return;
  const words = done.all.split('\n').slice(-8).join('\n');
  throw new Failure(`apt-get ${args[0] ?? ''} failed:\n${words}`, {
    next: `run by hand as root: ${wanted}`,
    cause: done,
  });
}
