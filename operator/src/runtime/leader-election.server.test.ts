import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LeaderProcessOptions } from '../../test/leader-process.ts';
import { startApiServer, type RealApiServer } from '../../test/real-api-server.ts';
import { until } from '../../test/until.ts';
import { ClusterClient } from './cluster-client.ts';
import type { KubeObject, Resource } from './kube-types.ts';
import { leases, type Lease } from './lease-record.ts';

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const terms = { leaseMs: 3000, renewDeadlineMs: 2000, retryMs: 400 };
const script = new URL('../../test/leader-process.ts', import.meta.url).pathname;

const deadlineMs = 10_000;

let server: RealApiServer;
let client: ClusterClient;
const children: ChildProcess[] = [];

beforeAll(async () => {
  server = await startApiServer();
  client = new ClusterClient(server.admin);
}, 70_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await client.close();
  await server.stop();
});

interface Candidate {
  readonly child: ChildProcess;
  /** It has started and wants the lease. */
  readonly stands: Promise<void>;
  readonly leads: Promise<void>;
  readonly exit: Promise<number | null>;
}

function candidate(identity: string): Candidate {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'], env: {} });
  children.push(child);
  const options: LeaderProcessOptions = { connection: server.admin, identity, ...terms };
  child.stdin.end(JSON.stringify(options));
  const says = (word: string) =>
    new Promise<void>((resolve) => child.stdout.on('data', (data: Buffer) => data.includes(word) && resolve()));
  const [stands, leads] = [says('stands'), says('leads')];
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, stands, leads, exit };
}

const written = (name: string) => client.get<KubeObject>(configMaps, { namespace: 'default', name });
const holder = async () =>
  (await client.get<Lease>(leases, { namespace: 'default', name: 'slipway' }))?.spec?.holderIdentity;

test('a frozen leader is followed, and ends when it thaws without another write', async () => {
  const a = candidate('a');
  await a.leads;
  const b = candidate('b');
  await b.stands;
  await until(async () => (await written('a')) !== undefined, deadlineMs);

  a.child.kill('SIGSTOP');
  const frozen = performance.now();
  await b.leads;
  const takeover = performance.now() - frozen;
  expect(takeover).toBeGreaterThan(terms.leaseMs - terms.renewDeadlineMs);
  expect(takeover).toBeLessThan(3 * terms.leaseMs);
  await until(async () => (await written('b')) !== undefined, deadlineMs);
  const last = await written('a');

  a.child.kill('SIGCONT');
  expect(await a.exit).toBe(1);
  expect(await holder()).toBe('b');
  expect((await written('a'))?.metadata.resourceVersion).toBe(last?.metadata.resourceVersion);

  b.child.kill('SIGTERM');
  expect(await b.exit).toBe(0);
  expect(await holder()).toBe('');
}, 30_000);
