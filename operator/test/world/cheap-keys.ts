import { resources } from '../../src/api/resources.ts';
import { secretLayout } from '../../src/adapters/pki/secret-layout.ts';
import { fact } from '../../src/steps/fact.ts';
import type { KeyPlace, KeySecret, Keys, KubeApi, KubeObject } from '../../src/world.ts';

interface SecretObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

interface Leaf {
  readonly authority: string;
  readonly names: string;
  readonly issued: number;
  readonly life: number;
}

/** The Keys port without cryptography: the same Secrets, with a line of JSON where a certificate would be. */
export function cheapKeys(host: KubeApi): Keys {
  return {
    inspect: (place, now) =>
      fact(async () => {
        const root = await text(place, `${place.release}-ca`);
        const secrets = await Promise.all(
          names(place.release).map(async (name) => judge(name, await text(place, name), { root, place, now })),
        );
        if (root === undefined) return { root: 'absent' as const, secrets };
        return root === ''
          ? { root: 'broken' as const, secrets }
          : { root: 'present' as const, caBundle: root, secrets };
      }),
    async issue(place, { secrets, lifeMs, now }) {
      const found = await text(place, `${place.release}-ca`);
      if (found === undefined)
        await host.create(resources.secrets, secret(place, `${place.release}-ca`, 'the authority'));
      const authority = found ?? 'the authority';
      const wanted = found === undefined ? names(place.release) : secrets;
      for (const name of wanted) {
        const leaf: Leaf = { authority, names: place.externalNames.join(), issued: now, life: lifeMs };
        await host.apply(resources.secrets, secret(place, name, JSON.stringify(leaf)), {
          fieldManager: 'slipway',
          force: true,
        });
      }
    },
    administrator: (place) =>
      fact(async () => {
        const content = await text(place, `${place.release}-admin`);
        return content === undefined ? undefined : { ca: 'ca', certificate: content, key: 'key' };
      }),
  };

  async function text({ hostNamespace }: Pick<KeyPlace, 'hostNamespace'>, name: string): Promise<string | undefined> {
    const found = await host.get<SecretObject>(resources.secrets, { namespace: hostNamespace, name });
    return found && Buffer.from(found.data?.['content'] ?? '', 'base64').toString();
  }
}

const names = (release: string): readonly string[] => secretLayout(release).map(({ name }) => name);

function secret({ hostNamespace, id }: KeyPlace, name: string, content: string): KubeObject {
  const metadata = { name, namespace: hostNamespace, labels: { 'slipway.dev/instance-id': id } };
  return { apiVersion: 'v1', kind: 'Secret', metadata, ...{ type: 'Opaque', stringData: { content } } };
}

interface Comparison {
  readonly root: string | undefined;
  readonly place: KeyPlace;
  readonly now: number;
}

function judge(name: string, content: string | undefined, { root, place, now }: Comparison): KeySecret {
  if (content === undefined || content === '' || root === undefined)
    return { name, state: 'missing', certificates: [] };
  const leaf = JSON.parse(content) as Leaf;
  const time = (part: number): string => new Date(leaf.issued + leaf.life * part).toISOString();
  const certificate = {
    name,
    notAfter: time(1),
    renewAfter: time(2 / 3),
    fingerprint: Buffer.from(content).toString('hex').slice(-64),
  };
  const fits = leaf.authority === root && leaf.names === place.externalNames.join();
  const due = now >= leaf.issued + (leaf.life * 2) / 3;
  return { name, state: fits ? (due ? 'due' : 'good') : 'differs', certificates: [certificate] };
}
