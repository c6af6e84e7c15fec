// One candidate as a process of its own, for the election's proof on a real server. Its options come as one line of JSON on stdin.
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, type ClusterClientOptions } from '../src/runtime/cluster-client.ts';
import type { Resource } from '../src/runtime/kube-types.ts';
import { LeaderElection } from '../src/runtime/leader-election.ts';

export interface LeaderProcessOptions {
  readonly connection: ClusterClientOptions;
  readonly identity: string;
  readonly leaseMs: number;
  readonly renewDeadlineMs: number;
  readonly retryMs: number;
}

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const { connection, identity, ...terms } = JSON.parse(await text(process.stdin)) as LeaderProcessOptions;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const election = new LeaderElection({
  client: new ClusterClient(connection),
  lease: { namespace: 'default', name: 'slipway' },
  identity,
  log,
  ...terms,
});
const fenced = new ClusterClient({ ...connection, fence: election.isLeader });
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

say('stands');
await election.acquire(stop.signal);
say('leads');
// As busy as a leader can be: there is always a write under way, and never a heap of them.
const over = new AbortController();
void (async () => {
  while (!over.signal.aborted) {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'default', name: identity },
      data: { at: String(performance.now()) },
    };
    await fenced.apply(configMaps, object, { fieldManager: identity }).catch(() => undefined);
    await sleep(5);
  }
})();
const end = await election.hold(stop.signal);
over.abort();
say(end);
process.exit(end === 'lost' ? 1 : 0);
