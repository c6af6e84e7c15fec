import { describe, expect, test } from '@jest/globals';
import type { DesiredRelease, Releases } from '../src/adapters/helm/port.ts';
import { digest } from '../src/steps/digest.ts';
import type { KubeApi, KubeObject } from '../src/world.ts';
import type { TinyValues } from './tiny-chart.ts';

export interface ReleasesSubject {
  readonly releases: Releases;
  /** The host that the releases live on. */
  readonly kube: KubeApi;
  /** Where the tiny chart lies. */
  readonly chartDir: string;
  /** An apply whose process dies when the objects are written and the record still says pending. */
  applyAndDie(desired: DesiredRelease): Promise<void>;
}

const never = new AbortController().signal;
const core = { group: '', version: 'v1' } as const;
const namespaces = { ...core, plural: 'namespaces', kind: 'Namespace', namespaced: false };
const configMaps = { ...core, plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const secrets = { ...core, plural: 'secrets', kind: 'Secret', namespaced: true };

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** What every Releases must do, on a real host as in memory. */
export function releasesContract(what: string, subject: () => ReleasesSubject): void {
  let count = 0;

  async function newNamespace(): Promise<string> {
    count += 1;
    const name = `contract-${count}`;
    await subject().kube.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    return name;
  }

  function desire(namespace: string, values: TinyValues, name = 'demo'): DesiredRelease {
    const labels = { stage: 'all', chartDigest: 'sha256-c', valuesDigest: digest(values) };
    return { name, namespace, chartDir: subject().chartDir, values, labels };
  }

  const apply = (desired: DesiredRelease) => subject().releases.apply(desired, never);
  const find = (namespace: string, name = 'demo') => subject().releases.find(namespace, name);
  const unlock = (namespace: string, name = 'demo') => subject().releases.unlock(namespace, name, never);
  const remove = (namespace: string, name = 'demo') => subject().releases.remove(namespace, name, never);
  const configMap = (namespace: string, name: string) => subject().kube.get<ConfigMap>(configMaps, { namespace, name });

  async function recordNames(namespace: string): Promise<readonly string[]> {
    const list = await subject().kube.listMetadata(secrets, { namespace, labelSelector: 'owner=helm' });
    return list.map(({ metadata }) => metadata.name).toSorted();
  }

  async function objectNames(namespace: string): Promise<readonly string[]> {
    const list = await subject().kube.listMetadata(configMaps, { namespace });
    return list
      .map(({ metadata }) => metadata.name)
      .filter((name) => name !== 'kube-root-ca.crt')
      .toSorted();
  }

  describe(`${what}: a release`, () => {
    test('that is not there is absent, and removing or unlocking it is done', async () => {
      const namespace = await newNamespace();
      expect(await find(namespace)).toEqual({ kind: 'absent' });
      expect(await remove(namespace)).toEqual({ kind: 'done' });
      expect(await unlock(namespace)).toEqual({ kind: 'done' });
    });

    test('is installed, and its record tells what it was made from', async () => {
      const namespace = await newNamespace();
      const desired = desire(namespace, { text: 'one' });
      expect(await apply(desired)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 1, ...desired.labels });
      expect((await configMap(namespace, 'demo-one'))?.data).toEqual({ text: 'one' });
    });

    test('is upgraded, loses what is no longer rendered, and keeps two records', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one', extra: true }));
      await apply(desire(namespace, { text: 'two', extra: true }));
      expect(await objectNames(namespace)).toEqual(['demo-one', 'demo-two']);
      const last = desire(namespace, { text: 'three' });
      expect(await apply(last)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 3, ...last.labels });
      expect((await configMap(namespace, 'demo-one'))?.data).toEqual({ text: 'three' });
      expect(await objectNames(namespace)).toEqual(['demo-one']);
      expect(await recordNames(namespace)).toEqual(['sh.helm.release.v1.demo.v2', 'sh.helm.release.v1.demo.v3']);
    });

    test('applied again unchanged writes no object', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one' }));
      const before = await configMap(namespace, 'demo-one');
      expect(await apply(desire(namespace, { text: 'one' }))).toEqual({ kind: 'done' });
      expect((await configMap(namespace, 'demo-one'))?.metadata).toEqual(before?.metadata);
    });

    test('takes back a field that someone else has changed', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one' }));
      const meddled = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'demo-one', namespace },
        data: { text: 'theirs' },
      };
      await subject().kube.apply(configMaps, meddled, { fieldManager: 'meddler', force: true });
      expect(await apply(desire(namespace, { text: 'one' }))).toEqual({ kind: 'done' });
      expect((await configMap(namespace, 'demo-one'))?.data).toEqual({ text: 'one' });
    });

    test('brings back an object that someone has deleted', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one' }));
      await subject().kube.delete(configMaps, { namespace, name: 'demo-one' });
      expect(await apply(desire(namespace, { text: 'one' }))).toEqual({ kind: 'done' });
      expect(await objectNames(namespace)).toEqual(['demo-one']);
    });

    test('is removed with all its objects and records, and nothing else', async () => {
      const namespace = await newNamespace();
      const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace } };
      await subject().kube.create(configMaps, other);
      await apply(desire(namespace, { text: 'one', extra: true }));
      await apply(desire(namespace, { text: 'two', extra: true }));
      expect(await remove(namespace)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'absent' });
      expect(await objectNames(namespace)).toEqual(['other']);
      expect(await recordNames(namespace)).toEqual([]);
    });

    test('stands apart from its neighbours', async () => {
      const [here, there] = [await newNamespace(), await newNamespace()];
      await apply(desire(here, { text: 'one' }));
      await apply(desire(here, { text: 'one' }, 'demo-2'));
      await apply(desire(there, { text: 'one' }));
      await remove(here);
      expect(await find(here)).toEqual({ kind: 'absent' });
      expect(await find(here, 'demo-2')).toMatchObject({ kind: 'deployed', revision: 1 });
      expect(await find(there)).toMatchObject({ kind: 'deployed', revision: 1 });
      expect(await objectNames(here)).toEqual(['demo-2-one']);
    });
  });

  describe(`${what}: an interrupted release`, () => {
    test('is locked, and an apply does not break the lock', async () => {
      const namespace = await newNamespace();
      await subject().applyAndDie(desire(namespace, { text: 'one' }));
      expect(await find(namespace)).toEqual({ kind: 'locked', operation: 'install', revision: 1 });
      expect(await apply(desire(namespace, { text: 'one' }))).toMatchObject({
        kind: 'failed',
        retry: 'transient',
        reason: 'ReleaseLocked',
      });
    });

    test('first install: unlocked and installed in one pass, its objects adopted', async () => {
      const namespace = await newNamespace();
      await subject().applyAndDie(desire(namespace, { text: 'one' }));
      const before = await configMap(namespace, 'demo-one');
      expect(await unlock(namespace)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'absent' });
      expect((await configMap(namespace, 'demo-one'))?.metadata.uid).toBe(before?.metadata.uid);
      const wanted = desire(namespace, { text: 'two' });
      expect(await apply(wanted)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 1, ...wanted.labels });
      const after = await configMap(namespace, 'demo-one');
      expect(after?.metadata.uid).toBe(before?.metadata.uid);
      expect(after?.data).toEqual({ text: 'two' });
    });

    test('upgrade: the last good revision is current again, but makes no claim to its values', async () => {
      const namespace = await newNamespace();
      const first = desire(namespace, { text: 'one' });
      await apply(first);
      await subject().applyAndDie(desire(namespace, { text: 'two' }));
      expect(await find(namespace)).toEqual({ kind: 'locked', operation: 'upgrade', revision: 2 });
      expect(await unlock(namespace)).toEqual({ kind: 'done' });
      const { stage, chartDigest } = first.labels;
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 1, stage, chartDigest });
      expect(await apply(first)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 2, ...first.labels });
      expect((await configMap(namespace, 'demo-one'))?.data).toEqual({ text: 'one' });
    });

    test('can be removed as it stands', async () => {
      const namespace = await newNamespace();
      await subject().applyAndDie(desire(namespace, { text: 'one', extra: true }));
      expect(await remove(namespace)).toEqual({ kind: 'done' });
      expect(await objectNames(namespace)).toEqual([]);
      expect(await recordNames(namespace)).toEqual([]);
    });

    test('between the last two writes of an upgrade: the superseded revision counts as good', async () => {
      const namespace = await newNamespace();
      const first = desire(namespace, { text: 'one' });
      await apply(first);
      await subject().applyAndDie(desire(namespace, { text: 'two' }));
      const key = { namespace, name: 'sh.helm.release.v1.demo.v1' };
      await subject().kube.mergePatch(secrets, key, { metadata: { labels: { status: 'superseded' } } });
      expect(await find(namespace)).toMatchObject({ kind: 'locked' });
      await unlock(namespace);
      expect(await find(namespace)).toMatchObject({ kind: 'deployed', revision: 1 });
      expect(await apply(first)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 2, ...first.labels });
    });

    test('removal: unlocked, it can be installed again', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one', extra: true }));
      const key = { namespace, name: 'sh.helm.release.v1.demo.v1' };
      await subject().kube.mergePatch(secrets, key, { metadata: { labels: { status: 'uninstalling' } } });
      await subject().kube.delete(configMaps, { namespace, name: 'demo-two' });
      expect(await find(namespace)).toEqual({ kind: 'locked', operation: 'uninstall', revision: 1 });
      expect(await unlock(namespace)).toEqual({ kind: 'done' });
      expect(await apply(desire(namespace, { text: 'one', extra: true }))).toEqual({ kind: 'done' });
      expect(await objectNames(namespace)).toEqual(['demo-one', 'demo-two']);
    });

    test('is not touched by unlock when it is not locked', async () => {
      const namespace = await newNamespace();
      await apply(desire(namespace, { text: 'one' }));
      const before = await find(namespace);
      expect(await unlock(namespace)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual(before);
    });
  });

  describe(`${what}: a failure`, () => {
    test('of the first install leaves a failed release that never ran, and the next apply repairs it', async () => {
      const namespace = await newNamespace();
      expect(await apply(desire(namespace, { text: 'one', broken: true }))).toMatchObject({
        kind: 'failed',
        retry: 'terminal',
        reason: 'ObjectRejected',
      });
      expect(await find(namespace)).toMatchObject({ kind: 'failed', revision: 1, everDeployed: false });
      const wanted = desire(namespace, { text: 'one' });
      expect(await apply(wanted)).toEqual({ kind: 'done' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 2, ...wanted.labels });
    });

    test('again and again never forgets whether it ever ran', async () => {
      const namespace = await newNamespace();
      for (const text of ['one', 'two', 'three']) await apply(desire(namespace, { text, broken: true }));
      expect(await find(namespace)).toMatchObject({ kind: 'failed', revision: 3, everDeployed: false });
      await apply(desire(namespace, { text: 'good' }));
      for (const text of ['one', 'two', 'three']) await apply(desire(namespace, { text, broken: true }));
      expect(await find(namespace)).toMatchObject({ kind: 'failed', revision: 7, everDeployed: true });
      expect(await recordNames(namespace)).toHaveLength(2);
      expect(await apply(desire(namespace, { text: 'good' }))).toEqual({ kind: 'done' });
    });

    test('before anything is written leaves all as it was', async () => {
      const namespace = await newNamespace();
      const good = desire(namespace, { text: 'one' });
      await apply(good);
      const bad = { ...good, values: { text: 4 } };
      expect(await apply(bad)).toMatchObject({ kind: 'failed', retry: 'terminal', reason: 'ValuesRejected' });
      expect(await find(namespace)).toEqual({ kind: 'deployed', revision: 1, ...good.labels });
    });

    test('for an object of someone else touches neither', async () => {
      const namespace = await newNamespace();
      const theirs = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'demo-one', namespace } };
      await subject().kube.create(configMaps, theirs);
      expect(await apply(desire(namespace, { text: 'one' }))).toEqual({
        kind: 'failed',
        retry: 'terminal',
        reason: 'OwnedByOthers',
        message: 'ConfigMap "demo-one" exists already and is not of this release; move it away',
      });
      expect(await find(namespace)).toEqual({ kind: 'absent' });
      expect((await configMap(namespace, 'demo-one'))?.data).toBeUndefined();
    });

    test('for want of a namespace', async () => {
      expect(await apply(desire('nowhere', { text: 'one' }))).toEqual({
        kind: 'failed',
        retry: 'transient',
        reason: 'NamespaceMissing',
        message: 'namespace "nowhere" does not exist',
      });
      expect(await find('nowhere')).toEqual({ kind: 'absent' });
    });

    test('because the caller has given up begins nothing', async () => {
      const namespace = await newNamespace();
      const outcome = await subject().releases.apply(desire(namespace, { text: 'one' }), AbortSignal.abort());
      expect(outcome).toMatchObject({ kind: 'failed', retry: 'transient', reason: 'Cancelled' });
      expect(await find(namespace)).toEqual({ kind: 'absent' });
    });
  });
}
