import { execa } from 'execa';
import { clusterPlan, type ClusterSize } from '../e2e/cluster/plan.ts';
import { toolPath } from '../e2e/cluster/tools.ts';

/** The host's etcd, asked where it listens: in the network namespace of its machine. */
export interface Etcd {
  /** Bytes of every key and value, by key. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** Bytes of the database that are in use, older revisions included until they are compacted. */
  inUse(): Promise<number>;
}

export function hostEtcd(root: string, size: ClusterSize): Etcd {
  const { namespace } = clusterPlan(root, size).host;
  const etcdctl = async (line: string) => {
    const program = [toolPath('etcdctl'), '--endpoints', 'http://127.0.0.1:2379', '--write-out', 'json'];
    const { stdout } = await execa('ip', ['netns', 'exec', namespace, ...program, ...line.split(' ')]);
    return JSON.parse(stdout) as unknown;
  };
  return {
    async sizes() {
      const { kvs } = (await etcdctl('get --prefix /registry/')) as Answer;
      return new Map(kvs.map(({ key, value }) => [text(key), bytes(key) + bytes(value)]));
    },
    async inUse() {
      const [endpoint] = (await etcdctl('endpoint status')) as readonly Endpoint[];
      if (endpoint === undefined) throw new Error('etcd tells nothing of itself');
      return endpoint.Status.dbSizeInUse;
    },
  };
}

interface Answer {
  readonly kvs: readonly { readonly key: string; readonly value: string }[];
}

interface Endpoint {
  readonly Status: { readonly dbSizeInUse: number };
}

function text(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}

function bytes(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}
