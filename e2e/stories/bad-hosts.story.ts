import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { condition, ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { hostNamespaceOf, instance, member, readInstance, version } from './kit/fleet.ts';
import { kubectlFromNode } from './kit/from-node.ts';
import type { Kubeconfig } from './kit/kubeconfig.ts';
import type { Stage, Story } from './kit/stage.ts';

const namespace = 'team-a';
const defaultClass = 'storageclass.kubernetes.io/is-default-class';
/** Nobody resolves it: what is published is the user's own word. */
const exposure = { type: 'ClusterIP', host: 'homeless.example.org', port: 8443 };

export const badHosts: Story = {
  title: 'an unknown version, no StorageClass, no room, a namespace of nobody: each told, and healed by a correction',
  async run(stage) {
    const { host, note } = stage;
    await inNobodysNamespace(stage);
    const classes = (mark: string) => host.run(`annotate storageclass local ${defaultClass}=${mark} --overwrite`);
    await classes('false');
    try {
      const components = { etcd: { resources: { requests: { memory: '9999Gi' } } } };
      await host.apply(instance('homeless', { namespace, spec: { version: 'v9.9.9', exposure, components } }));
      await condition(host, 'karmadainstance/homeless', {
        namespace,
        type: 'SpecAccepted',
        status: 'False',
        reason: 'UnknownVersion',
        says: new RegExp(version),
      });
      note('the version is told');
      await host.patch('karmadainstance/homeless', { spec: { version } }, namespace);
      await condition(host, 'karmadainstance/homeless', {
        namespace,
        type: 'HostReady',
        status: 'False',
        reason: 'NoDefaultStorageClass',
        says: /StorageClass/,
      });
      note('the StorageClass is told');
    } finally {
      await classes('true');
    }
    await condition(host, 'karmadainstance/homeless', {
      namespace,
      type: 'APIServerReady',
      status: 'False',
      says: /Pod homeless-etcd-0 cannot be scheduled: .*Insufficient memory/,
      seconds: 150,
    });
    note('the memory that no node has is told');
    await host.patch('karmadainstance/homeless', { spec: { components: null } }, namespace);
    await ready(host, 'karmadainstance/homeless', { namespace });
    await bothAddressesArePublished(stage);
    note('published under its own name, answers at its Service');
    await host.run(`-n ${namespace} delete karmadainstance/homeless --timeout=180s`);
    // What goes by garbage collection would still be in the listing with which a later story begins.
    await eventually('its volume and its kubeconfig are gone', 60, async () => {
      assert.doesNotMatch(await host.run('get persistentvolumes'), /homeless/);
      assert.doesNotMatch(await host.run(`-n ${namespace} get secrets`), /homeless/);
    });
  },
};

/** Nothing is made for it, so nothing has to be taken away. */
async function inNobodysNamespace({ host, note }: Stage): Promise<void> {
  const nobodys = 'team-nobody';
  await host.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: nobodys } });
  await host.apply(instance('stray', { namespace: nobodys }), member('stray', { namespace: nobodys, of: 'stray' }));
  for (const object of ['karmadainstance/stray', 'membercluster/stray'])
    await condition(host, object, {
      namespace: nobodys,
      type: 'SpecAccepted',
      status: 'False',
      reason: 'NamespaceNotServed',
      says: /watchNamespaces/,
    });
  note('the namespace is told');
  await host.run(`-n ${nobodys} delete karmadainstance/stray membercluster/stray --timeout=30s`);
  await host.run(`delete namespace ${nobodys} --wait=false`);
}

/** This plane is exposed by nobody but its Service; the name outside is the user's to make true. */
async function bothAddressesArePublished(stage: Stage): Promise<void> {
  const planeNamespace = await hostNamespaceOf(stage, 'homeless', namespace);
  const name = `homeless-apiserver.${planeNamespace}.svc`;
  const external = `https://${exposure.host}:${exposure.port}`;
  const { endpoints } = (await readInstance(stage, 'homeless', namespace)).status ?? {};
  assert.deepEqual(endpoints, [
    { type: 'Internal', url: `https://${name}:5443` },
    { type: 'External', url: external },
  ]);
  const published = await stage.host.get<{ readonly data: Readonly<Record<string, string>> }>(
    `-n ${namespace} secret/homeless-kubeconfig`,
  );
  const text = (key: string) => Buffer.from(published.data[key] ?? '', 'base64').toString('utf8');
  assert.deepEqual(serversOf(text('kubeconfig')), [external]);
  assert.deepEqual(serversOf(text('in-cluster')), [`https://${name}:5443`]);

  const path = join(stage.folder, 'homeless-in-cluster.kubeconfig');
  await writeFile(path, text('in-cluster'), { mode: 0o600 });
  const address = await stage.host.run(
    `-n ${planeNamespace} get service homeless-apiserver -o jsonpath={.spec.clusterIP}`,
  );
  const server = `--server https://${address}:5443 --tls-server-name`;
  for (const valid of [name, exposure.host])
    assert.equal(await kubectlFromNode(stage, `--kubeconfig ${path} ${server} ${valid} get --raw /readyz`), 'ok');
}

function serversOf(kubeconfig: string): readonly unknown[] {
  return (parse(kubeconfig) as Kubeconfig).clusters.map(({ cluster }) => cluster['server']);
}
