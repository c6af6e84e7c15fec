import { expect, test } from '@jest/globals';
import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toolPath } from '../../e2e/cluster/tools.ts';
import { manifestFiles, renderChart } from './manifests.ts';
import { parseManifests, withoutHelm, type Manifest } from './manifests/manifest.ts';

const root = resolve(import.meta.dirname, '../..');

test('config/ is what the chart renders now', async () => {
  for (const [path, content] of await manifestFiles())
    expect([path, await readFile(join(root, path), 'utf8')]).toEqual([path, content]);
});

test('kubectl kustomize gives the objects of helm template, and the namespace beside them', async () => {
  const { stdout } = await execa(toolPath('kubectl'), ['kustomize', join(root, 'config')]);
  const [kustomized, templated] = [parseManifests(stdout), await renderChart()].map(byIdentity);
  expect(Object.keys(kustomized!).filter((name) => !(name in templated!))).toEqual(['Namespace slipway-system']);
  delete kustomized!['Namespace slipway-system'];
  expect(kustomized).toEqual(templated);
});

function byIdentity(manifests: readonly Manifest[]): Record<string, Manifest> {
  return Object.fromEntries(
    manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, comparable(manifest)]),
  );
}

/** The generated kinds carry no labels of the project; the chart adds its own to all that it installs. */
function comparable(manifest: Manifest): Manifest {
  const { labels, annotations, ...metadata } = withoutHelm(manifest).metadata;
  const own = manifest.kind === 'CustomResourceDefinition' ? {} : { labels, annotations: annotations ?? {} };
  return { ...withoutHelm(manifest), metadata: { ...metadata, ...own } };
}
