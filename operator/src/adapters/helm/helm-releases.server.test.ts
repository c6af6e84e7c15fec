import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toolPath } from '../../../../e2e/cluster/tools.ts';
import { freezableProxy, type FreezableProxy } from '../../../test/freezable-proxy.ts';
import { kubeconfigOf } from '../../../test/kubeconfig-of.ts';
import { startApiServer, type RealApiServer } from '../../../test/real-api-server.ts';
import { releasesContract } from '../../../test/releases.contract.ts';
import { writeTinyChart } from '../../../test/tiny-chart.ts';
import { ClusterClient } from '../../runtime/cluster-client.ts';
import type { HelmAccess } from './environment.ts';
import { helmReleases } from './helm-releases.ts';
import type { DesiredRelease, Releases } from './port.ts';

const never = new AbortController().signal;
let dir = '';
let chartDir = '';
let host: RealApiServer;
let kube: ClusterClient;
let releases: Releases;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'helm-'));
  chartDir = await writeTinyChart(dir);
  host = await startApiServer();
  kube = new ClusterClient(host.admin);
  await writeFile(join(dir, 'admin.kubeconfig'), kubeconfigOf(host.admin));
  releases = helmReleases(withHelm(toolPath('helm')));
}, 150_000);

afterAll(async () => {
  await kube.close();
  await host.stop();
  await rm(dir, { recursive: true });
});

function withHelm(helm: string, access: HelmAccess = { kind: 'kubeconfig', path: join(dir, 'admin.kubeconfig') }) {
  return { kube, helm, home: join(dir, 'home'), access };
}

/** Helm under another name, so that its process can be found by the file it leaves. */
async function traceableHelm(name: string): Promise<{ readonly path: string; readonly pid: () => Promise<number> }> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\necho $$ > ${path}.pid\nexec ${toolPath('helm')} "$@"\n`);
  await chmod(path, 0o755);
  return { path, pid: async () => Number(await readFile(`${path}.pid`, 'utf8')) };
}

/** SIGKILL in the middle: all objects are there, and the hook after them does not end. */
async function applyAndDie(desired: DesiredRelease): Promise<void> {
  const helm = await traceableHelm(`helm-${desired.namespace}`);
  const doomed = helmReleases(withHelm(helm.path));
  const running = doomed.apply({ ...desired, values: { ...desired.values, hang: true } }, never);
  await until(() => kube.get(jobs, { namespace: desired.namespace, name: `${desired.name}-hang` }));
  expect(await doomed.find(desired.namespace, desired.name)).toMatchObject({ kind: 'unreadable' });
  process.kill(await helm.pid(), 'SIGKILL');
  expect(await running).toMatchObject({ kind: 'failed', retry: 'transient', reason: 'HelmFailed' });
}

const jobs = { group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job', namespaced: true };
const namespaces = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false };
const secrets = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true };

async function until(condition: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('what was waited for never came');
    await sleep(20);
  }
}

async function newNamespace(name: string): Promise<string> {
  await kube.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  return name;
}

function desire(namespace: string, values: object): DesiredRelease {
  return {
    name: 'demo',
    namespace,
    chartDir,
    values,
    labels: { stage: 'all', chartDigest: 'sha256-c', valuesDigest: 'sha256-v' },
  };
}

releasesContract('on a real host', () => ({ releases, kube, chartDir, applyAndDie }));

describe('a host that stops answering midway', () => {
  let proxy: FreezableProxy;
  afterEach(() => proxy.close());

  test('leaves a lock that one pass opens', async () => {
    const namespace = await newNamespace('frozen');
    proxy = await freezableProxy(new URL(host.admin.server));
    const kubeconfig = join(dir, 'proxied.kubeconfig');
    await writeFile(kubeconfig, kubeconfigOf({ ...host.admin, server: proxy.server }));
    const access = { kind: 'kubeconfig', path: kubeconfig } as const;
    const behind = helmReleases({ ...withHelm(toolPath('helm'), access), deadlineMs: 15_000, graceMs: 500 });

    const running = behind.apply(desire(namespace, { text: 'one', hang: true }), never);
    await until(() => kube.get(jobs, { namespace, name: 'demo-hang' }));
    proxy.freeze();
    expect(await running).toEqual({
      kind: 'failed',
      retry: 'transient',
      reason: 'Timeout',
      message: 'helm did not end in time and was stopped',
    });
    expect(await releases.find(namespace, 'demo')).toEqual({ kind: 'locked', operation: 'install', revision: 1 });
    expect(await releases.unlock(namespace, 'demo', never)).toEqual({ kind: 'done' });
    expect(await releases.apply(desire(namespace, { text: 'one' }), never)).toEqual({ kind: 'done' });
  });
});

test('a stop by the caller is recorded by Helm itself', async () => {
  const namespace = await newNamespace('stopped');
  const stop = new AbortController();
  const running = releases.apply(desire(namespace, { text: 'one', hang: true }), stop.signal);
  await until(() => kube.get(jobs, { namespace, name: 'demo-hang' }));
  stop.abort();
  expect(await running).toMatchObject({ kind: 'failed', retry: 'transient', reason: 'Cancelled' });
  expect(await releases.find(namespace, 'demo')).toMatchObject({ kind: 'failed', revision: 1, everDeployed: false });
});

test('empty values mean the defaults of the chart, not the values of the revision before', async () => {
  const namespace = await newNamespace('emptied');
  const chart = await writeTinyChart(join(dir, 'defaults'), {
    'values.yaml': 'text: of the chart\n',
    'values.schema.json': '{}',
  });
  await releases.apply({ ...desire(namespace, { text: 'ours' }), chartDir: chart }, never);
  await releases.apply({ ...desire(namespace, {}), chartDir: chart }, never);
  const configMaps = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
  expect(await kube.get(configMaps, { namespace, name: 'demo-one' })).toMatchObject({ data: { text: 'of the chart' } });
});

describe('a chart', () => {
  test.each([
    ['that is not there', {}, 'cannot load its directory, which does not exist'],
    [
      'with a broken template',
      { 'templates/bad.yaml': '{{ .Values.no.such.thing }}' },
      'tiny/templates/bad.yaml:1:10: at <.Values.no.such.thing>: nil pointer evaluating interface {}.such',
    ],
    [
      'that refuses a value by quoting it',
      { 'templates/bad.yaml': '{{ fail (printf "no %s" .Values.text) }}' },
      'tiny/templates/bad.yaml:1:3: no […]',
    ],
    ['whose Chart.yaml is none', { 'Chart.yaml': '- : -' }, 'cannot load Chart.yaml: '],
  ])('%s has its own reason and writes nothing', async (what, files, why) => {
    const namespace = `chart-${what.length}`;
    await newNamespace(namespace);
    const chart =
      Object.keys(files).length === 0 ? join(dir, 'nowhere') : await writeTinyChart(join(dir, namespace), files);
    const outcome = await releases.apply({ ...desire(namespace, { text: 'canary-text' }), chartDir: chart }, never);
    expect(outcome).toMatchObject({ kind: 'failed', retry: 'terminal', reason: 'ChartNotRenderable' });
    expect(JSON.stringify(outcome)).toContain(why);
    expect(JSON.stringify(outcome)).not.toContain('canary');
    expect(await releases.find(namespace, 'demo')).toEqual({ kind: 'absent' });
  });
});

test('a removal that Helm only believes in is no removal', async () => {
  const namespace = await newNamespace('believed');
  await releases.apply(desire(namespace, { text: 'one' }), never);
  const kubeconfig = join(dir, 'stranger.kubeconfig');
  await writeFile(kubeconfig, kubeconfigOf(host.user('stranger')));
  const stranger = helmReleases(withHelm(toolPath('helm'), { kind: 'kubeconfig', path: kubeconfig }));
  expect(await stranger.remove(namespace, 'demo', never)).toMatchObject({ kind: 'failed', retry: 'transient' });
  expect(await releases.find(namespace, 'demo')).toMatchObject({ kind: 'deployed' });
  expect(await stranger.apply(desire(namespace, { text: 'two' }), never)).toMatchObject({
    kind: 'failed',
    retry: 'transient',
    reason: 'Forbidden',
  });
});

test('a record is no place for an unbounded history', async () => {
  const namespace = await newNamespace('history');
  for (const text of ['one', 'two', 'three', 'four']) await releases.apply(desire(namespace, { text }), never);
  const list = await kube.listMetadata(secrets, { namespace, labelSelector: 'owner=helm' });
  expect(list.map(({ metadata }) => metadata.labels?.['status']).toSorted()).toEqual(['deployed', 'superseded']);
});
