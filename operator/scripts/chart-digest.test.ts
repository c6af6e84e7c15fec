import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';
import { chartDigest } from '../src/adapters/helm/chart-digest.ts';

const root = resolve(import.meta.dirname, '../..');
const [newest] = await loadCatalogue(join(root, 'config/catalogue'));

// When this fails: node operator/scripts/chart-digest.ts
test('the newest entry of the catalogue pins the chart as it is', async () => {
  expect(newest!.chart.digest).toBe(await chartDigest(join(root, 'charts/karmada')));
});

test('and names the version that the chart has', async () => {
  const { name, version } = parse(await readFile(join(root, 'charts/karmada/Chart.yaml'), 'utf8')) as Record<
    string,
    string
  >;
  expect(newest!.chart).toMatchObject({ name, version });
});

test('the versions that an entry names are those of its images', () => {
  const { karmada, kubernetes, etcd, images } = newest!;
  for (const [component, image] of Object.entries(images)) {
    const own = component.startsWith('karmada') && component !== 'karmadaAPIServer' ? karmada : kubernetes;
    expect(image.split(':')[1]).toBe(component === 'etcd' ? `${etcd}-0` : own);
  }
});
