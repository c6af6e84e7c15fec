import { condition, ready } from './kit/conditions.ts';
import { instance, version } from './kit/fleet.ts';
import type { Story } from './kit/stage.ts';

const namespace = 'team-a';
const defaultClass = 'storageclass.kubernetes.io/is-default-class';

export const badHosts: Story = {
  title: 'an unknown version and no default StorageClass: each told, each heals',
  async run({ host, note }) {
    const classes = (mark: string) => host.run(`annotate storageclass local ${defaultClass}=${mark} --overwrite`);
    await classes('false');
    try {
      await host.apply(instance('homeless', { namespace, spec: { version: 'v9.9.9' } }));
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
    await ready(host, 'karmadainstance/homeless', { namespace });
    await host.run(`-n ${namespace} delete karmadainstance/homeless --timeout=180s`);
  },
};
