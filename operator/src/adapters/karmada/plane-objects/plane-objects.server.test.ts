import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { crdBundle, karmadaModule, type KarmadaModule } from '../../../../scripts/bundle-crds.ts';
import { startApiServer, type RealApiServer } from '../../../../test/real-api-server.ts';
import { resources } from '../../../api/resources.ts';
import { ClusterClient } from '../../../runtime/cluster-client.ts';
import type { KubeObject } from '../../../world.ts';
import { loadCatalogue } from '../../catalogue/load-catalogue.ts';
import { issueRoot } from '../../pki/issue-root.ts';
import type { PlaneRoot } from '../../pki/key-material.ts';
import { readCrdBundle } from './crd-bundle.ts';
import { planeObjects, type PlaneObjects } from './plane-objects.ts';
import { versionMarkerKey } from './version-marker.ts';

const repository = resolve(import.meta.dirname, '../../../../..');
const write = { fieldManager: 'slipway', force: true };

let karmada: KarmadaModule;
let directory: string;
let root: PlaneRoot;
let objects: PlaneObjects;
beforeAll(async () => {
  karmada = await karmadaModule();
  directory = await mkdtemp(join(tmpdir(), 'slipway-crds-'));
  const file = join(directory, 'bundle.json');
  await writeFile(file, await crdBundle(karmada));
  const entry = (await loadCatalogue(join(repository, 'config/catalogue'))).find(
    (each) => each.karmada === karmada.version,
  );
  root = await issueRoot('karmada-system', new Date());
  objects = planeObjects({
    release: 'karmada',
    namespace: 'karmada-system',
    caBundle: root.authorities.server.certificate,
    version: karmada.version,
    crds: await readCrdBundle(file, entry!.crds.digest),
  });
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

test('a bundle of other bytes than the catalogue names is refused', async () => {
  const file = join(directory, 'other.json');
  await writeFile(file, '[]');
  await expect(readCrdBundle(file, `sha256:${'0'.repeat(64)}`)).rejects.toThrow('the catalogue names sha256:000');
  const digest = `sha256:${createHash('sha256').update('{}').digest('hex')}`;
  await writeFile(file, '{}');
  await expect(readCrdBundle(file, digest)).rejects.toThrow('is no list of objects');
});

// The same release and namespace as upstream's manifests, so that nothing but spelling may differ.
describe('against the manifests of the pinned Karmada', () => {
  test.each(['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'])('%s', async (kind) => {
    const theirs = (await upstream('webhook-configuration.yaml')).find((object) => object.kind === kind);
    expect(hooks(ours(kind))).toEqual(hooks(theirs));
  });

  test('APIService', async () => {
    const theirs = (await upstream('karmada-aggregated-apiserver-apiservice.yaml')).find(
      ({ kind }) => kind === 'APIService',
    );
    const pointer = (theirs!['spec'] as { service: object }).service;
    const { authorities } = root;
    expect(ours('APIService')['spec']).toEqual({
      ...(theirs!['spec'] as object),
      service: { ...pointer, port: 443 },
      caBundle: Buffer.from(authorities.server.certificate).toString('base64'),
    });
  });

  test.each(['karmada-view', 'karmada-edit', 'cluster-proxy-admin'])('ClusterRole %s', async (name) => {
    const theirs = [
      ...(await upstream('admin-clusterrole-aggregation.yaml')),
      ...(await upstream('cluster-proxy-admin-rbac.yaml')),
    ].find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === name);
    expect(ours('ClusterRole', name)['rules']).toEqual(theirs!['rules']);
  });

  test('conversion', async () => {
    for (const name of ['resourcebindings', 'clusterresourcebindings']) {
      const patch = await read(`charts/karmada/_crds/patches/webhook_in_${name}.yaml`);
      const conversion = (parse(patch)[0]!['spec'] as { conversion: object }).conversion;
      const own = ours('CustomResourceDefinition', `${name}.work.karmada.io`)['spec'] as { conversion: object };
      const blank = (value: object): unknown =>
        JSON.parse(
          JSON.stringify(value)
            .replace(/"caBundle":"[^"]*"/, '"caBundle":""')
            .replace(/https:\/\/.*?\.svc:/, 'https://host:'),
        );
      expect(blank(own.conversion)).toEqual(blank(conversion));
    }
  });
});

describe('on a real API server', () => {
  let server: RealApiServer;
  let client: ClusterClient;
  beforeAll(async () => {
    server = await startApiServer();
    client = new ClusterClient(server.admin);
  }, 90_000);
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  test('everything is taken, and taking it again changes nothing', async () => {
    const first = await applyAll();
    await established();
    const before = await versions();
    expect(first.size).toBe(2 + 19 + 2 + 2 + 4 + 1);
    await applyAll();
    expect(await versions()).toEqual(before);
  }, 60_000);

  test('the marker holds the digest', async () => {
    const marker = await client.get<KubeObject & { data: unknown }>(resources.configMaps, versionMarkerKey);
    expect(marker!.data).toEqual({
      karmadaVersion: karmada.version,
      objectsDigest: objects.digest,
      hostNamespace: 'karmada-system',
    });
  });

  async function applyAll(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const { objects: group } of objects.groups)
      for (const { object } of await Promise.all(
        group.map(async (each) => ({ ...each, done: await client.apply(each.resource, each.object, write) })),
      ))
        names.add(`${object.kind} ${object.metadata.name}`);
    return names;
  }

  /** Of everything but what the server itself keeps writing to: the definitions' conditions, the APIService's availability. */
  async function versions(): Promise<readonly unknown[]> {
    const found = objects.groups
      .flatMap(({ objects: group }) => group)
      .filter(({ object }) => object.kind !== 'APIService');
    return Promise.all(
      found.map(
        async ({ resource, object: { metadata } }) => (await client.get(resource, metadata))!.metadata.resourceVersion,
      ),
    );
  }

  async function established(): Promise<void> {
    const end = performance.now() + 30_000;
    for (;;) {
      const list = await client.list<KubeObject & { status?: { conditions?: { type: string; status: string }[] } }>(
        resources.customResourceDefinitions,
      );
      const waiting = list.filter(
        ({ status }) =>
          !status?.conditions?.some(({ type, status: value }) => type === 'Established' && value === 'True'),
      );
      if (list.length === 19 && waiting.length === 0) return;
      if (performance.now() > end)
        throw new Error(`not established: ${waiting.map(({ metadata }) => metadata.name).join(', ')}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
});

type Untyped = KubeObject & Readonly<Record<string, unknown>>;

function ours(kind: string, name?: string): Untyped {
  const all = objects.groups.flatMap(({ objects: group }) => group.map(({ object }) => object));
  return all.find((object) => object.kind === kind && (name === undefined || object.metadata.name === name))!;
}

async function upstream(file: string): Promise<readonly Untyped[]> {
  return parse((await read(`artifacts/deploy/${file}`)).replaceAll('{{caBundle}}', 'Y2E='));
}

function read(path: string): Promise<string> {
  return readFile(join(karmada.directory, path), 'utf8');
}

function parse(yaml: string): readonly Untyped[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as Untyped | null)
    .filter((object) => object !== null);
}

function hooks(configuration: Untyped | undefined): unknown {
  const list = configuration!['webhooks'] as { name: string; clientConfig: object }[];
  return list
    .map((hook) => ({ ...hook, clientConfig: { ...hook.clientConfig, caBundle: '' } }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
