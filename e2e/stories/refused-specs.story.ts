import assert from 'node:assert/strict';
import { list } from './kit/client.ts';
import { instance, member } from './kit/fleet.ts';
import type { Story } from './kit/stage.ts';

interface Row {
  readonly what: string;
  readonly object: object;
  /** The server's sentence names the field and what to do. */
  readonly says: RegExp;
}

const rows: readonly Row[] = [
  {
    what: 'a field that does not exist',
    object: instance('wrong', { spec: { exposre: {} } }),
    says: /unknown field "exposre"/,
  },
  {
    what: 'a value that is none',
    object: instance('wrong', { spec: { exposure: { type: 'Nodeport' } } }),
    says: /spec\.exposure\.type: Unsupported value: "Nodeport".*"NodePort"/s,
  },
  {
    what: 'a version without v',
    object: instance('wrong', { spec: { version: '1.18.1' } }),
    says: /spec\.version.*leading v/s,
  },
  { what: 'a name too long', object: instance('a'.repeat(41)), says: /at most 40 characters/ },
  {
    what: 'an argument that is not the user’s to set',
    object: instance('wrong', {
      spec: { components: { karmadaAPIServer: { extraArgs: [{ name: 'etcd-servers', value: 'x' }] } } },
    }),
    says: /spec\.components\.karmadaAPIServer\.extraArgs/,
  },
  {
    what: 'push without a kubeconfig',
    object: member('wrong', { of: 'demo', spec: { connection: {} } }),
    says: /kubeconfigSecretRef/,
  },
  {
    what: 'the name of a cluster too long',
    object: member('b'.repeat(49), { of: 'demo' }),
    says: /at most 48 characters/,
  },
];

export const refusedSpecs: Story = {
  title: 'a wrong spec is refused with a sentence that names the field',
  async run({ host, note }) {
    for (const { what, object, says } of rows) {
      note(what);
      assert.match(await host.refusal('apply --server-side --field-manager user -f -', list([object])), says);
    }
  },
};
