import { beforeAll, describe, expect, test } from '@jest/globals';
import { isAlreadyExists, isConflict, isForbidden, isInvalid, isNotFound } from '../src/runtime/kube-error.ts';
import type { KubeApi, KubeObject, ObjectMeta, Resource } from '../src/world.ts';

const namespaces: Resource = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false };
const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true };
const secrets: Resource = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true };
const accounts: Resource = {
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
  namespaced: true,
};
const deployments: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespaced: true,
};
const unknown: Resource = {
  group: 'nobody.example',
  version: 'v1',
  plural: 'nothings',
  kind: 'Nothing',
  namespaced: true,
};

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

interface Deployment extends KubeObject {
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly replicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const ours = { fieldManager: 'slipway', force: true };

/** What the operator relies on in an API server: the real one and the one in memory must both pass. */
export function kubeApiContract(name: string, connect: () => Promise<KubeApi>): void {
  describe(`${name} as a KubeApi`, () => {
    let api: KubeApi;
    const namespace = 'contract';
    const configMap = (named: string, data?: Record<string, string>, meta: Partial<ObjectMeta> = {}): ConfigMap => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: named, namespace, ...meta },
      ...(data === undefined ? {} : { data }),
    });
    const deployment = (named: string, spec: object): KubeObject => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: named, namespace },
      ...{ spec: { selector: { matchLabels: { app: named } }, template: template(named), ...spec } },
    });

    beforeAll(async () => {
      api = await connect();
      await api.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    }, 70_000);

    describe('get', () => {
      test('tells an absent object from a kind that is not served', async () => {
        expect(await api.get(configMaps, { namespace, name: 'nobody' })).toBeUndefined();
        expect(await api.get(namespaces, { name: 'nobody' })).toBeUndefined();
        await expect(api.get(unknown, { namespace, name: 'nobody' })).rejects.toMatchObject({ code: 404 });
      });

      test('needs a namespace for what lives in one', async () => {
        await expect(api.get(configMaps, { name: 'nobody' })).rejects.toMatchObject({ reason: 'BadRequestPath' });
      });
    });

    describe('create', () => {
      test('brings identity and kind', async () => {
        const made = await api.create<ConfigMap>(configMaps, configMap('made', { a: '1' }));
        expect(made).toMatchObject({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          data: { a: '1' },
          metadata: { name: 'made', namespace },
        });
        expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
        expect(made.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(await api.get(configMaps, made.metadata)).toEqual(made);
      });

      test('refuses what exists, what is in no namespace and what has a version', async () => {
        await api.create(configMaps, configMap('twice'));
        const again = await api.create(configMaps, configMap('twice')).catch((error: unknown) => error);
        expect(again).toMatchObject({
          code: 409,
          reason: 'AlreadyExists',
          details: { name: 'twice', kind: 'configmaps' },
        });
        expect([isAlreadyExists(again), isConflict(again)]).toEqual([true, false]);
        const nowhere = await api
          .create(configMaps, configMap('a', undefined, { namespace: 'nowhere' }))
          .catch((error: unknown) => error);
        expect(isNotFound(nowhere)).toBe(true);
        expect(nowhere).toMatchObject({ message: 'namespaces "nowhere" not found' });
        await expect(api.create(configMaps, configMap('b', undefined, { resourceVersion: '1' }))).rejects.toThrow(
          'resourceVersion should not be set on objects to be created',
        );
      });

      test('keeps stringData of a Secret as data', async () => {
        const secret = {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'plain', namespace },
          stringData: { a: 'x' },
        };
        await api.create(secrets, secret);
        const stored = await api.get<
          KubeObject & { readonly data?: object; readonly stringData?: object; readonly type?: string }
        >(secrets, {
          namespace,
          name: 'plain',
        });
        expect(stored).toMatchObject({ type: 'Opaque', data: { a: 'eA==' } });
        expect(stored?.stringData).toBeUndefined();
      });
    });

    describe('lists', () => {
      beforeAll(async () => {
        for (const [named, labels] of Object.entries({
          l1: { app: 'x' },
          l2: { app: 'x', tier: 'a' },
          l3: { app: 'y' },
        })) {
          await api.create(configMaps, configMap(named, { body: 'text' }, { labels: { list: 'yes', ...labels } }));
        }
      });
      const names = async (labelSelector: string, fieldSelector?: string): Promise<string[]> => {
        const items = await api.list(configMaps, {
          namespace,
          labelSelector,
          ...(fieldSelector === undefined ? {} : { fieldSelector }),
        });
        return items.map(({ metadata }) => metadata.name).sort();
      };

      test('by labels', async () => {
        expect(await names('list')).toEqual(['l1', 'l2', 'l3']);
        expect(await names('list,app=x')).toEqual(['l1', 'l2']);
        expect(await names('list,app!=x')).toEqual(['l3']);
        expect(await names('list,app in (x,y),!tier')).toEqual(['l1', 'l3']);
        expect(await names('list,tier notin (a)')).toEqual(['l1', 'l3']);
      });

      test('by name', async () => {
        expect(await names('', 'metadata.name=l2')).toEqual(['l2']);
        expect(await names('list', 'metadata.name!=l2')).toEqual(['l1', 'l3']);
      });

      test('of metadata bring no bodies, and every item its own kind', async () => {
        const items = await api.listMetadata(configMaps, { namespace, labelSelector: 'list' });
        expect(items).toHaveLength(3);
        for (const item of items) expect(item).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
        expect(JSON.stringify(items)).not.toContain('text');
        const whole = await api.list(configMaps, { namespace, labelSelector: 'list' });
        for (const item of whole)
          expect(item).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap', data: { body: 'text' } });
      });

      test('across namespaces', async () => {
        expect((await api.list(configMaps)).map(({ metadata }) => metadata.name)).toEqual(
          expect.arrayContaining(['l1', 'l2', 'l3']),
        );
      });
    });

    describe('apply', () => {
      test('makes what is missing and moves the version only when something changes', async () => {
        const made = await api.apply<ConfigMap>(configMaps, configMap('applied', { a: '1' }), ours);
        const same = await api.apply<ConfigMap>(configMaps, configMap('applied', { a: '1' }), ours);
        expect(same.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
        const changed = await api.apply<ConfigMap>(configMaps, configMap('applied', { a: '2' }), ours);
        expect(changed.data).toEqual({ a: '2' });
        expect(changed.metadata.resourceVersion).not.toBe(made.metadata.resourceVersion);
        expect(changed.metadata.uid).toBe(made.metadata.uid);
      });

      test('removes what it no longer names, and leaves what others own', async () => {
        await api.apply(
          configMaps,
          configMap('shared', { a: '1', b: '1' }, { labels: { ours: 'yes', both: 'yes' } }),
          ours,
        );
        await api.apply(configMaps, configMap('shared', { c: '1' }, { labels: { both: 'yes' } }), {
          fieldManager: 'other',
        });
        await api.mergePatch(configMaps, { namespace, name: 'shared' }, { data: { d: '1' } });
        const left = await api.apply<ConfigMap>(configMaps, configMap('shared', { a: '1' }), ours);
        expect(left.data).toEqual({ a: '1', c: '1', d: '1' });
        expect(left.metadata.labels).toEqual({ both: 'yes' });
      });

      test('reports a conflict without force and takes the field with it', async () => {
        await api.apply(configMaps, configMap('fought', { a: 'theirs' }), { fieldManager: 'other' });
        const lost = await api
          .apply(configMaps, configMap('fought', { a: 'ours' }), { fieldManager: 'slipway' })
          .catch((error: unknown) => error);
        expect(isConflict(lost)).toBe(true);
        expect(lost).toMatchObject({ details: { causes: [{ reason: 'FieldManagerConflict' }] } });
        await api.apply(configMaps, configMap('fought', { a: 'ours' }), ours);
        const after = await api.apply<ConfigMap>(configMaps, configMap('fought'), { fieldManager: 'other' });
        expect(after.data).toEqual({ a: 'ours' });
      });

      test('keeps fields that a plain write owns too', async () => {
        await api.create(configMaps, configMap('plain', { a: '1' }));
        await api.apply(configMaps, configMap('plain', { a: '1', b: '1' }), ours);
        const left = await api.apply<ConfigMap>(configMaps, configMap('plain'), ours);
        expect(left.data).toEqual({ a: '1' });
      });

      test('merges lists by key: each manager keeps its own finalizers and owners', async () => {
        await api.apply(configMaps, configMap('held', undefined, { finalizers: ['slipway.dev/one'] }), ours);
        const both = await api.apply(configMaps, configMap('held', undefined, { finalizers: ['slipway.dev/two'] }), {
          fieldManager: 'other',
        });
        expect([...(both.metadata.finalizers ?? [])].sort()).toEqual(['slipway.dev/one', 'slipway.dev/two']);
        const left = await api.apply(configMaps, configMap('held'), ours);
        expect(left.metadata.finalizers).toEqual(['slipway.dev/two']);
        await api.mergePatch(configMaps, { namespace, name: 'held' }, { metadata: { finalizers: null } });
      });

      test('honours uid and version as preconditions', async () => {
        const { metadata } = await api.apply(configMaps, configMap('versioned', { a: '1' }), ours);
        await api.apply(configMaps, configMap('versioned', { a: '2' }), ours);
        const stale = await api
          .apply(configMaps, configMap('versioned', { a: '3' }, { resourceVersion: metadata.resourceVersion! }), ours)
          .catch((error: unknown) => error);
        expect(isConflict(stale)).toBe(true);
        const foreign = configMap('versioned', { a: '3' }, { uid: '00000000-0000-0000-0000-000000000000' });
        expect(isInvalid(await api.apply(configMaps, foreign, ours).catch((error: unknown) => error))).toBe(true);
        const absent = configMap('never-made', undefined, { uid: metadata.uid! });
        expect(isConflict(await api.apply(configMaps, absent, ours).catch((error: unknown) => error))).toBe(true);
      });

      test('with a version but no uid makes a deleted object anew: only the uid guards against that', async () => {
        const { metadata } = await api.apply(configMaps, configMap('risen', { a: '1' }), ours);
        await api.delete(configMaps, metadata);
        const risen = await api.apply(
          configMaps,
          configMap('risen', { a: '2' }, { resourceVersion: metadata.resourceVersion! }),
          ours,
        );
        expect(risen.metadata.uid).not.toBe(metadata.uid);
      });

      test('on trial changes nothing', async () => {
        const trial = await api.apply<ConfigMap>(configMaps, configMap('trial', { a: '1' }), { ...ours, dryRun: true });
        expect(trial.data).toEqual({ a: '1' });
        expect(await api.get(configMaps, { namespace, name: 'trial' })).toBeUndefined();
        await api.apply(configMaps, configMap('trial', { a: '1' }), ours);
        await api.apply(configMaps, configMap('trial', { a: '2' }), { ...ours, dryRun: true });
        expect(await api.get(configMaps, { namespace, name: 'trial' })).toMatchObject({ data: { a: '1' } });
      });
    });

    describe('generation and status', () => {
      test('the generation follows the spec, not labels and not status', async () => {
        const made = await api.apply<Deployment>(deployments, deployment('gen', { replicas: 1 }), ours);
        expect(made.metadata.generation).toBe(1);
        await api.mergePatch(deployments, made.metadata, { metadata: { labels: { a: 'b' } } });
        const status = { ...deployment('gen', {}), status: { replicas: 1 } };
        await api.apply(deployments, bare(status), {
          fieldManager: 'slipway-status',
          force: true,
          subresource: 'status',
        });
        expect((await api.get(deployments, made.metadata))?.metadata.generation).toBe(1);
        const scaled = await api.apply<Deployment>(deployments, deployment('gen', { replicas: 2 }), ours);
        expect(scaled.metadata.generation).toBe(2);
        expect(scaled.status).toMatchObject({ replicas: 1 });
      });

      test('each endpoint writes its own half', async () => {
        const made = await api.apply<Deployment>(
          deployments,
          { ...deployment('half', { replicas: 1 }), ...{ status: { replicas: 7 } } },
          ours,
        );
        expect(made.status?.replicas).toBeUndefined();
        const both = {
          ...deployment('half', { replicas: 5 }),
          status: { replicas: 3, conditions: [condition('Available', 'True')] },
        };
        const written = await api.apply<Deployment>(deployments, both, {
          fieldManager: 'slipway-status',
          force: true,
          subresource: 'status',
        });
        expect(written.spec.replicas).toBe(1);
        expect(written.status).toMatchObject({ replicas: 3, conditions: [{ type: 'Available', status: 'True' }] });
      });

      test('conditions merge by type, and one that is no longer named goes', async () => {
        await api.apply(deployments, deployment('cond', { replicas: 1 }), ours);
        const apply = (manager: string, ...conditions: object[]): Promise<Deployment> =>
          api.apply<Deployment>(deployments, bare({ ...deployment('cond', {}), status: { conditions } }), {
            fieldManager: manager,
            force: true,
            subresource: 'status',
          });
        await apply('slipway-status', condition('A', 'True'), condition('B', 'True'));
        await apply('other', condition('C', 'True'));
        const left = await apply('slipway-status', condition('B', 'False'));
        expect(left.status?.conditions?.map(({ type, status }) => `${type}=${status}`).sort()).toEqual([
          'B=False',
          'C=True',
        ]);
      });

      test('a status of nothing is refused', async () => {
        const status = bare({ ...deployment('nobody', {}), status: { replicas: 1 } });
        const error = await api.apply(deployments, status, { ...ours, subresource: 'status' }).catch((e: unknown) => e);
        expect(isNotFound(error)).toBe(true);
      });
    });

    describe('merge patch', () => {
      test('sets, removes and replaces lists', async () => {
        const { metadata } = await api.create(
          configMaps,
          configMap('patched', { a: '1', b: '1' }, { annotations: { x: 'y' } }),
        );
        const after = await api.mergePatch<ConfigMap>(configMaps, metadata, {
          data: { a: null, c: '3' },
          metadata: { annotations: null },
        });
        expect(after.data).toEqual({ b: '1', c: '3' });
        expect(after.metadata.annotations).toBeUndefined();
      });

      test('honours a version and needs an object', async () => {
        const { metadata } = await api.create(configMaps, configMap('patched-late'));
        await api.mergePatch(configMaps, metadata, { data: { a: '1' } });
        const patch = { metadata: { resourceVersion: metadata.resourceVersion }, data: { a: '2' } };
        expect(isConflict(await api.mergePatch(configMaps, metadata, patch).catch((error: unknown) => error))).toBe(
          true,
        );
        const nobody = await api
          .mergePatch(configMaps, { namespace, name: 'nobody' }, {})
          .catch((error: unknown) => error);
        expect(isNotFound(nobody)).toBe(true);
      });
    });

    describe('delete', () => {
      test('says whether there was something, and gives a new identity to what comes back', async () => {
        const { metadata } = await api.create(configMaps, configMap('gone'));
        expect(await api.delete(configMaps, metadata)).toBe(true);
        expect(await api.delete(configMaps, metadata)).toBe(false);
        expect(await api.get(configMaps, metadata)).toBeUndefined();
        expect((await api.create(configMaps, configMap('gone'))).metadata.uid).not.toBe(metadata.uid);
      });

      test('spares another object of the same name', async () => {
        const { metadata } = await api.create(configMaps, configMap('spared'));
        const other = { uid: '00000000-0000-0000-0000-000000000000' };
        expect(isConflict(await api.delete(configMaps, metadata, other).catch((error: unknown) => error))).toBe(true);
        await api.mergePatch(configMaps, metadata, { data: { a: '1' } });
        const stale = { resourceVersion: metadata.resourceVersion! };
        expect(isConflict(await api.delete(configMaps, metadata, stale).catch((error: unknown) => error))).toBe(true);
        expect(await api.delete(configMaps, metadata, { uid: metadata.uid! })).toBe(true);
      });

      test('waits for finalizers, which can go but not come', async () => {
        const { metadata } = await api.create(
          configMaps,
          configMap('waiting', undefined, { finalizers: ['slipway.dev/test'] }),
        );
        expect(await api.delete(configMaps, metadata)).toBe(true);
        expect(await api.delete(configMaps, metadata)).toBe(true);
        expect((await api.get(configMaps, metadata))?.metadata.deletionTimestamp).toMatch(/Z$/);
        const more = { metadata: { finalizers: ['slipway.dev/test', 'slipway.dev/more'] } };
        expect(isInvalid(await api.mergePatch(configMaps, metadata, more).catch((error: unknown) => error))).toBe(true);
        await api.mergePatch(configMaps, metadata, { metadata: { finalizers: null } });
        expect(await api.get(configMaps, metadata)).toBeUndefined();
      });

      test('of a namespace ends what can be made in it', async () => {
        const doomed = { name: 'doomed' };
        await api.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: doomed });
        await api.create(
          configMaps,
          configMap('inside', undefined, { namespace: 'doomed', finalizers: ['slipway.dev/test'] }),
        );
        await api.delete(namespaces, doomed);
        const left = await api.get<KubeObject & { readonly status?: object }>(namespaces, doomed);
        expect(left).toMatchObject({ status: { phase: 'Terminating' } });
        expect(left?.metadata.deletionTimestamp).toBeDefined();
        const late = await api
          .create(configMaps, configMap('late', undefined, { namespace: 'doomed' }))
          .catch((error: unknown) => error);
        expect(isForbidden(late)).toBe(true);
        expect(late).toMatchObject({ reason: 'Forbidden', details: { causes: [{ reason: 'NamespaceTerminating' }] } });
        const applied = await api
          .apply(configMaps, configMap('late', undefined, { namespace: 'doomed' }), ours)
          .catch((error: unknown) => error);
        expect(isForbidden(applied)).toBe(true);
      });
    });

    describe('tokens', () => {
      test('are bound to an object of the right identity', async () => {
        const key = { namespace, name: 'robot' };
        await api.create(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: key });
        const secret = await api.create(secrets, {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { namespace, name: 'bound' },
        });
        const request = (uid: string, expirationSeconds = 3600): object => ({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds, boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name: 'bound', uid } },
        });
        const issued = await api.createSubresource<{ status: { token: string; expirationTimestamp: string } }>(
          accounts,
          key,
          'token',
          request(secret.metadata.uid!),
        );
        expect(issued.status.token.split('.')).toHaveLength(3);
        expect(issued.status.expirationTimestamp).toMatch(/Z$/);
        const wrong = await api
          .createSubresource(accounts, key, 'token', request('11111111-1111-1111-1111-111111111111'))
          .catch((e: unknown) => e);
        expect(isConflict(wrong)).toBe(true);
        const short = await api
          .createSubresource(accounts, key, 'token', request(secret.metadata.uid!, 60))
          .catch((e: unknown) => e);
        expect(isInvalid(short)).toBe(true);
        const nobody = { namespace, name: 'nobody' };
        expect(
          isNotFound(await api.createSubresource(accounts, nobody, 'token', request('')).catch((e: unknown) => e)),
        ).toBe(true);
      });
    });

    test('paths that are no objects', async () => {
      expect(await api.getPath('/readyz')).toBe('ok');
      expect(JSON.parse(await api.getPath('/version'))).toMatchObject({ major: '1' });
      await expect(api.getPath('/no-such-path')).rejects.toMatchObject({ code: 404 });
    });

    test('a call that was given up rejects', async () => {
      await expect(api.get(namespaces, { name: 'default' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        reason: 'Aborted',
      });
    });
  });
}

function template(app: string): object {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: 'main', image: 'example.org/main:1' }] } };
}

function condition(type: string, status: string): object {
  return { type, status };
}

/** Only what a write of the status may speak about. */
function bare({ apiVersion, kind, metadata, status }: KubeObject & { readonly status: object }): KubeObject {
  return { ...(apiVersion === undefined || kind === undefined ? {} : { apiVersion, kind }), metadata, ...{ status } };
}
