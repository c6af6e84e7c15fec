import { describe, expect, test } from '@jest/globals';
import type { CrdBundle } from './crd-bundle.ts';
import { planeObjects, type PlaneObjectsInput } from './plane-objects.ts';
import { versionMarkerKey } from './version-marker.ts';

const crds: CrdBundle = {
  digest: 'sha256:1',
  definitions: [
    'resourcebindings.work.karmada.io',
    'clusterresourcebindings.work.karmada.io',
    'works.work.karmada.io',
  ].map((name) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: { group: 'work.karmada.io' },
  })),
};

const input: PlaneObjectsInput = {
  release: 'demo',
  namespace: 'demo-abcd1234',
  caBundle: 'PEM',
  version: 'v1.18.1',
  crds,
};
const caBundle = Buffer.from('PEM').toString('base64');

test('namespaces come first, the marker last', () => {
  expect(planeObjects(input).groups.map(({ name }) => name)).toEqual(['namespaces', 'definitions', 'wiring', 'marker']);
});

test('the marker tells version, digest and whose plane it is', () => {
  const { digest, groups } = planeObjects(input);
  expect(groups.at(-1)!.objects.map(({ object }) => object)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: versionMarkerKey,
      data: { karmadaVersion: 'v1.18.1', objectsDigest: digest, hostNamespace: 'demo-abcd1234' },
    },
  ]);
});

test('every object is one that its resource says, and there once', () => {
  const objects = all(input);
  for (const { resource, object } of objects) {
    expect(object.kind).toBe(resource.kind);
    expect(object.metadata.namespace !== undefined).toBe(resource.namespaced);
  }
  const names = objects.map(({ object }) => `${object.kind} ${object.metadata.namespace} ${object.metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
});

describe('definitions', () => {
  test('two of them are converted by the webhook, and nothing else of them changes', () => {
    const changed = all(input).filter(({ object }) => object.kind === 'CustomResourceDefinition');
    expect(changed.map(({ object }) => object['spec'])).toEqual([
      { group: 'work.karmada.io', conversion: conversion() },
      { group: 'work.karmada.io', conversion: conversion() },
      { group: 'work.karmada.io' },
    ]);
  });

  test('the bundle itself stays as it was for the next plane', () => {
    planeObjects(input);
    expect(JSON.stringify(crds)).not.toContain('conversion');
  });
});

test('the aggregated API is a pointer from the plane into the host', () => {
  const find = (kind: string) => all(input).find(({ object }) => object.kind === kind)!.object['spec'];
  expect(find('Service')).toEqual({
    type: 'ExternalName',
    externalName: 'demo-aggregated-apiserver.demo-abcd1234.svc',
  });
  expect(find('APIService')).toMatchObject({
    service: { name: 'demo-aggregated-apiserver', namespace: 'karmada-system', port: 443 },
    caBundle,
  });
});

test('only the administrator is bound to anything', () => {
  const bindings = all(input).filter(({ object }) => object.kind === 'ClusterRoleBinding');
  expect(bindings.map(({ object }) => object['subjects'])).toEqual([
    [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:admin' }],
  ]);
});

test('no webhook, conversion or API is reached without its certificate being checked', () => {
  const text = JSON.stringify(all(input));
  expect(text).not.toContain('insecureSkipTLSVerify');
  expect(text.match(/"url":"https:/g)?.length).toBe(text.match(/"url":/g)?.length);
  expect(text.match(/"caBundle":/g)?.length).toBe(8 + 14 + 2 + 1);
});

describe('the digest', () => {
  const others: readonly (readonly [string, Partial<PlaneObjectsInput>])[] = [
    ['release', { release: 'other' }],
    ['namespace', { namespace: 'demo-00000000' }],
    ['authority', { caBundle: 'OTHER' }],
    ['version', { version: 'v1.18.2' }],
    ['bundle', { crds: { ...crds, digest: 'sha256:2' } }],
  ];

  test('is the same for the same plane', () => {
    expect(planeObjects({ ...input }).digest).toBe(planeObjects(input).digest);
  });

  test.each(others)('moves with the %s', (_, change) => {
    expect(planeObjects({ ...input, ...change }).digest).not.toBe(planeObjects(input).digest);
  });
});

function all(of: PlaneObjectsInput) {
  return planeObjects(of).groups.flatMap(({ objects }) => objects);
}

function conversion() {
  return {
    strategy: 'Webhook',
    webhook: {
      clientConfig: { url: 'https://demo-webhook.demo-abcd1234.svc:443/convert', caBundle },
      conversionReviewVersions: ['v1'],
    },
  };
}
