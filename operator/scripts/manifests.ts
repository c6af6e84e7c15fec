// config/rbac, config/manager and their kustomizations are what the chart renders, for those who do not use Helm.
// `--check` writes nothing and fails when a file would change.
import { execa } from 'execa';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { toolPath } from '../../e2e/cluster/tools.ts';
import { parseManifests, printManifests, withoutHelm, type Manifest } from './manifests/manifest.ts';

const root = resolve(import.meta.dirname, '../..');
const header = '# Generated from charts/slipway by operator/scripts/manifests.ts; do not edit.\n';

/** A chart cannot label its own namespace; here it is one of the objects. */
const namespace: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'slipway-system', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
};

/** Path under the repository → content. */
export async function manifestFiles(): Promise<ReadonlyMap<string, string>> {
  const objects = (await renderChart({ crds: { install: false } })).map(withoutHelm);
  const roles = objects.filter(({ kind }) => /Role|ServiceAccount/.test(kind));
  const policies = objects.filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
  const manager = objects.filter((object) => !roles.includes(object) && !policies.includes(object));
  return new Map([
    ['config/rbac/roles.yaml', header + printManifests(roles)],
    ['config/rbac/policies.yaml', header + printManifests(policies)],
    ['config/rbac/kustomization.yaml', kustomization(['roles.yaml', 'policies.yaml'])],
    ['config/manager/manager.yaml', header + printManifests([namespace, ...manager])],
    ['config/manager/kustomization.yaml', kustomization(['manager.yaml'])],
    ['config/kustomization.yaml', kustomization(['crd', 'rbac', 'manager'])],
  ]);
}

/** What `helm install slipway charts/slipway` would apply, in Helm's order. Rejects with Helm's words when the values are refused. */
export async function renderChart(values: object = {}): Promise<readonly Manifest[]> {
  const chart = join(root, 'charts/slipway');
  const args = ['template', 'slipway', chart, '--namespace', namespace.metadata.name, '--values', '-'];
  const { stdout } = await execa(toolPath('helm'), args, { input: JSON.stringify(values) });
  return parseManifests(stdout);
}

function kustomization(resources: readonly string[]): string {
  return header + stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });
}

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** The paths whose file is not what would be written. */
async function stale(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const judged = [...files].map(async ([path, content]) => {
    const found = await readFile(join(root, path), 'utf8').catch(() => undefined);
    return found === content ? [] : [path];
  });
  return (await Promise.all(judged)).flat();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await manifestFiles();
  const outdated = await stale(files);
  if (!process.argv.includes('--check')) await write(files);
  else if (outdated.length > 0) {
    console.error(`not what the chart renders: ${outdated.join(', ')}; run make generate`);
    process.exitCode = 1;
  }
}
