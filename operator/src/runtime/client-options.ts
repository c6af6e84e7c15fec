import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterClientOptions } from './cluster-client.ts';
import { withoutUndefined } from './without-undefined.ts';

export type Connection = Pick<ClusterClientOptions, 'server' | 'ca' | 'cert' | 'key' | 'serverName' | 'token'>;

/**
 * The connection of a Pod to its own cluster. `host` and `port` are KUBERNETES_SERVICE_HOST and _PORT, `directory` is where the account is mounted.
 * The token's file is read again at least each minute. Rejects when the CA cannot be read.
 */
export async function clientOptionsInCluster(options: {
  readonly host: string;
  readonly port: string;
  readonly directory?: string;
}): Promise<Connection> {
  const { host, port, directory = '/var/run/secrets/kubernetes.io/serviceaccount' } = options;
  const address = host.includes(':') ? `[${host}]` : host;
  return {
    server: `https://${address}:${port}`,
    ca: await readFile(join(directory, 'ca.crt'), 'utf8'),
    token: () => readFile(join(directory, 'token'), 'utf8'),
  };
}

/**
 * The connection that a kubeconfig file on the developer's own machine describes; exec plugins run. Never for a kubeconfig of somebody else.
 * Rejects when it names no cluster, asks for no TLS or for a proxy.
 */
export async function clientOptionsFromKubeConfig(options: {
  readonly file: string;
  readonly context?: string;
}): Promise<Connection> {
  const { KubeConfig } = await import('./kube-config.ts');
  const config = new KubeConfig();
  config.loadFromFile(options.file);
  if (options.context !== undefined) config.setCurrentContext(options.context);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('the kubeconfig names no current cluster');
  if (cluster.skipTLSVerify) throw new Error('insecure-skip-tls-verify is not supported');
  if (cluster.proxyUrl !== undefined) throw new Error('proxy-url is not supported');
  const read = async (): Promise<HttpsAuth> => {
    const auth: HttpsAuth = {};
    await config.applyToHTTPSOptions(auth);
    return auth;
  };
  const first = await read();
  const bearer = bearerOf(first);
  return withoutUndefined({
    server: cluster.server,
    ca: textOf(first.ca),
    cert: textOf(first.cert),
    key: textOf(first.key),
    serverName: cluster.tlsServerName,
    token: bearer === undefined ? undefined : async () => bearerOf(await read()) ?? '',
  });
}

type HttpsAuth = import('node:https').RequestOptions;

function bearerOf({ headers }: HttpsAuth): string | undefined {
  const value = headers !== undefined && 'Authorization' in headers ? headers.Authorization : undefined;
  return typeof value === 'string' && value.startsWith('Bearer ') ? value.slice('Bearer '.length) : undefined;
}

function textOf(pem: unknown): string | undefined {
  if (typeof pem === 'string') return pem;
  return Buffer.isBuffer(pem) ? pem.toString('utf8') : undefined;
}
