import assert from 'node:assert/strict';
import type { Client } from './client.ts';
import { hostNamespaceOf } from './fleet.ts';
import type { List, Pod } from './objects.ts';
import { memberOf, planeOf, type Stage, type Versions } from './stage.ts';

export async function runningVersions(stage: Stage): Promise<Versions> {
  const [host, plane, member, karmada] = await Promise.all([
    kubernetes(stage.host),
    planeOf(stage, 'demo').then(kubernetes),
    kubernetes(memberOf(stage, 'member-1').api),
    karmadaOf(stage),
  ]);
  return { host, plane, karmada, member };
}

async function kubernetes(api: Client): Promise<string> {
  const { gitVersion } = JSON.parse(await api.run('get --raw /version')) as { readonly gitVersion: string };
  return gitVersion;
}

/** Karmada's controller manager tells its version with its metrics. */
async function karmadaOf(stage: Stage): Promise<string> {
  const namespace = await hostNamespaceOf(stage, 'demo');
  const label = 'app.kubernetes.io/component=controller-manager';
  const pods = await stage.host.get<List<Pod>>(`-n ${namespace} pods -l ${label}`);
  const name = pods.items[0]?.metadata.name ?? '';
  const metrics = await stage.host.run(`get --raw /api/v1/namespaces/${namespace}/pods/${name}:8080/proxy/metrics`);
  const found = /^karmada_build_info\{[^}]*git_version="([^"]+)"/m.exec(metrics)?.[1];
  assert.ok(found, 'the controller manager tells no version');
  return found;
}
