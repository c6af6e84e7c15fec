import { spawn, type ChildProcess } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueLeaf, keyPem, newKey, type Authority } from '../../e2e/cluster/pki/certificate.ts';
import { toolPath } from '../../e2e/cluster/tools.ts';
import { ClusterClient, type ClusterClientOptions } from '../src/runtime/cluster-client.ts';
import { freePort } from './free-port.ts';

const startDeadlineMs = 60_000;

export interface RealApiServer {
  /** For a client of our own, by a certificate of an administrator. */
  readonly admin: ClusterClientOptions;
  /** As another user, who has no rights but those that RBAC gives. */
  user(commonName: string, organization?: string): ClusterClientOptions;
  /** Kills kube-apiserver without warning and starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A bare etcd and kube-apiserver on loopback: no controllers, no nodes, RBAC on. Rejects with the end of the log when it is not ready in 60 s. */
export async function startApiServer(options: { readonly args?: readonly string[] } = {}): Promise<RealApiServer> {
  const directory = await mkdtemp(join(tmpdir(), 'slipway-api-'));
  const authority = createAuthority('test');
  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
  const server = `https://127.0.0.1:${secure}`;
  const user = (commonName: string, organization?: string): ClusterClientOptions =>
    clientOf({ authority, server }, commonName, organization);
  const admin = user('admin', 'system:masters');
  const programs = new Programs(directory);
  const startServer = async (): Promise<void> => {
    programs.start('kube-apiserver', [
      ...(await apiServerArgs(directory, authority, { client, secure })),
      ...(options.args ?? []),
    ]);
    await ready(admin, programs);
  };
  try {
    programs.start('etcd', etcdArgs(directory, { client, peer }));
    await startServer();
  } catch (error) {
    await programs.stop();
    throw error;
  }
  return {
    admin,
    user,
    async restart() {
      await programs.kill('kube-apiserver');
      await startServer();
    },
    stop: () => programs.stop(),
  };
}

class Programs {
  readonly #directory: string;
  readonly #running = new Map<string, ChildProcess>();
  readonly #onExit = (): void => {
    for (const child of this.#running.values()) child.kill('SIGKILL');
  };

  constructor(directory: string) {
    this.#directory = directory;
    process.once('exit', this.#onExit);
  }

  start(name: 'etcd' | 'kube-apiserver', args: readonly string[]): void {
    const log = openSync(this.#log(name), 'a');
    const child = spawn(toolPath(name), args, { cwd: this.#directory, env: {}, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#running.set(name, child);
  }

  async kill(name: string): Promise<void> {
    const child = this.#running.get(name);
    this.#running.delete(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** What is worth reading when a program did not come up. */
  async endOfLogs(): Promise<string> {
    const logs = await Promise.all(
      ['etcd', 'kube-apiserver'].map(async (name) =>
        (await readFile(this.#log(name), 'utf8').catch(() => '')).split('\n').slice(-15).join('\n'),
      ),
    );
    return logs.join('\n');
  }

  get exited(): string | undefined {
    return [...this.#running].find(([, child]) => child.exitCode !== null)?.[0];
  }

  async stop(): Promise<void> {
    await this.kill('kube-apiserver');
    await this.kill('etcd');
    process.removeListener('exit', this.#onExit);
    await rm(this.#directory, { recursive: true, force: true });
  }

  #log(name: string): string {
    return join(this.#directory, `${name}.log`);
  }
}

function etcdArgs(directory: string, ports: { readonly client: number; readonly peer: number }): readonly string[] {
  const client = `http://127.0.0.1:${ports.client}`;
  const peer = `http://127.0.0.1:${ports.peer}`;
  return [
    `--data-dir=${join(directory, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // Its data lives no longer than the test.
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

async function apiServerArgs(
  directory: string,
  authority: Authority,
  ports: { readonly client: number; readonly secure: number },
): Promise<readonly string[]> {
  const leaf = issueLeaf(authority, {
    commonName: 'kube-apiserver',
    hosts: ['127.0.0.1', 'localhost'],
    usage: ['server'],
  });
  const accounts = newKey();
  const file = (name: string): string => join(directory, name);
  const files = {
    'ca.crt': authority.certificate,
    'tls.crt': leaf.certificate,
    'tls.key': keyPem(leaf.key),
    'sa.key': keyPem(accounts),
    'sa.pub': createPublicKey(accounts).export({ type: 'spki', format: 'pem' }).toString(),
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(file(name), text, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return [
    `--etcd-servers=http://127.0.0.1:${ports.client}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.secure}`,
    `--client-ca-file=${file('ca.crt')}`,
    `--tls-cert-file=${file('tls.crt')}`,
    `--tls-private-key-file=${file('tls.key')}`,
    `--service-account-key-file=${file('sa.pub')}`,
    `--service-account-signing-key-file=${file('sa.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    '--endpoint-reconciler-type=none',
    '--profiling=false',
  ];
}

function clientOf(
  { authority, server }: { readonly authority: Authority; readonly server: string },
  commonName: string,
  organization?: string,
): ClusterClientOptions {
  const leaf = issueLeaf(authority, {
    commonName,
    ...(organization === undefined ? {} : { organization }),
    usage: ['client'],
  });
  return { server, ca: authority.certificate, cert: leaf.certificate, key: keyPem(leaf.key) };
}

async function ready(admin: ClusterClientOptions, programs: Programs): Promise<void> {
  const client = new ClusterClient({ ...admin, timeoutMs: 2000 });
  const end = performance.now() + startDeadlineMs;
  try {
    while ((await client.getPath('/readyz').catch(() => 'not yet')) !== 'ok') {
      const late = performance.now() > end;
      if (late || programs.exited !== undefined)
        throw new Error(`${programs.exited ?? 'kube-apiserver'} did not start\n${await programs.endOfLogs()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await client.close();
  }
}
