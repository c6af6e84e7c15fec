import { fieldManagers, labels } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact, mapFact } from '../../steps/fact.ts';
import type { Fact, KeyCertificate, KeyPlace, KeyRing, Keys, KeySecret, KubeApi, KubeObject } from '../../world.ts';
import { issueRoot } from './issue-root.ts';
import { issueSecret } from './issue-secret.ts';
import type { PlaneRoot, SecretFiles } from './key-material.ts';
import { isSignedBy, readCertificate } from './read-certificate.ts';
import { rootFromFiles, rootToFiles } from './root-files.ts';
import { administratorSecretName, rootSecretName, secretLayout, type SecretSpec } from './secret-layout.ts';
import { wantedLeaves, type LeafName, type LeafSpec } from './wanted-leaves.ts';

interface SecretObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** The keys of planes, kept as Secrets of the host namespace. The authorities' private keys stand in one Secret that no Pod mounts. */
export function keyRing(host: KubeApi): Keys {
  return { inspect, issue, administrator };

  async function inspect(place: KeyPlace, now: number): Promise<Fact<KeyRing>> {
    return fact(async () => {
      // One read instead of ten: of this type are the plane's keys alone, not Helm's records nor members' accounts.
      const all = await host.list<SecretObject>(resources.secrets, {
        namespace: place.hostNamespace,
        fieldSelector: 'type=Opaque',
      });
      return inspectFiles(place, new Map(all.map((secret) => [secret.metadata.name, filesOf(secret)])), now);
    });
  }

  async function issue(
    place: KeyPlace,
    { secrets, lifeMs, now }: { readonly secrets: readonly string[]; readonly lifeMs: number; readonly now: number },
  ): Promise<void> {
    const { root, all } = await theRoot(place, now);
    const leaves = wantedLeaves({
      release: place.release,
      namespace: place.hostNamespace,
      externalNames: place.externalNames,
    });
    const wanted = secretLayout(place.release).filter(({ name }) => all || secrets.includes(name));
    await Promise.all(
      wanted.map(async (spec) =>
        keep(place, spec.name, await issueSecret(spec, { root, leaves, now: new Date(now), life: lifeMs })),
      ),
    );
  }

  /** Created, not applied: authorities that exist are never overwritten, whatever a stale read said. */
  async function theRoot(place: KeyPlace, now: number): Promise<{ readonly root: PlaneRoot; readonly all: boolean }> {
    const found = await files(place, rootSecretName(place.release));
    if (found !== undefined) {
      const root = rootFromFiles(found);
      if (root === undefined) throw new Error('the Secret with the authorities lacks a part');
      return { root, all: false };
    }
    const root = await issueRoot(place.hostNamespace, new Date(now));
    await host.create(resources.secrets, secretObject(place, rootSecretName(place.release), rootToFiles(root)));
    return { root, all: true };
  }

  async function administrator(place: Pick<KeyPlace, 'hostNamespace' | 'release'>) {
    const read = await fact(() => files(place, administratorSecretName(place.release)));
    return mapFact(read, (held) => ({
      ca: held['ca.crt'] ?? '',
      certificate: held['client.crt'] ?? '',
      key: held['client.key'] ?? '',
    }));
  }

  async function files(place: Pick<KeyPlace, 'hostNamespace'>, name: string): Promise<SecretFiles | undefined> {
    const secret = await host.get<SecretObject>(resources.secrets, { namespace: place.hostNamespace, name });
    return secret && filesOf(secret);
  }

  async function keep(place: KeyPlace, name: string, content: SecretFiles): Promise<void> {
    await host.apply(resources.secrets, secretObject(place, name, content), {
      fieldManager: fieldManagers.objects,
      force: true,
    });
  }
}

function filesOf({ data = {} }: SecretObject): SecretFiles {
  return Object.fromEntries(
    Object.entries(data).map(([file, value]) => [file, Buffer.from(value, 'base64').toString()]),
  );
}

function secretObject(
  { hostNamespace, id }: KeyPlace,
  name: string,
  content: SecretFiles,
): KubeObject & Readonly<Record<string, unknown>> {
  const data = Object.fromEntries(
    Object.entries(content).map(([file, text]) => [file, Buffer.from(text).toString('base64')]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name, namespace: hostNamespace, labels: { [labels.instanceId]: id } },
    data,
  };
}

/** Compares what is there with what should be: pure. */
export function inspectFiles(
  place: KeyPlace,
  read: ReadonlyMap<string, SecretFiles | undefined>,
  now: number,
): KeyRing {
  const held = read.get(rootSecretName(place.release));
  const root = held === undefined ? undefined : rootFromFiles(held);
  const leaves = wantedLeaves({
    release: place.release,
    namespace: place.hostNamespace,
    externalNames: place.externalNames,
  });
  return {
    root: held === undefined ? 'absent' : root === undefined ? 'broken' : 'present',
    ...(root && { caBundle: root.authorities.server.certificate }),
    secrets: secretLayout(place.release).map((spec) =>
      inspectSecret(spec, { files: read.get(spec.name), root, leaves, now }),
    ),
  };
}

interface Comparison {
  readonly files: SecretFiles | undefined;
  readonly root: PlaneRoot | undefined;
  readonly leaves: ReturnType<typeof wantedLeaves>;
  readonly now: number;
}

function inspectSecret(spec: SecretSpec, { files, root, leaves, now }: Comparison): KeySecret {
  if (files === undefined || root === undefined || Object.keys(spec.files).some((file) => files[file] === undefined)) {
    return { name: spec.name, state: 'missing', certificates: [] };
  }
  const judged = Object.entries(spec.files).flatMap(([file, source]) => {
    if (source.kind !== 'certificate') return [];
    return [judge(source.leaf, { pem: files[file] ?? '', wanted: leaves[source.leaf], root, now })];
  });
  const state = (['differs', 'due'] as const).find((worse) => judged.some((each) => each.state === worse)) ?? 'good';
  return { name: spec.name, state, certificates: judged.flatMap(({ certificate }) => certificate ?? []) };
}

interface Judgement {
  readonly state: 'good' | 'differs' | 'due';
  readonly certificate?: KeyCertificate;
}

interface Question {
  readonly pem: string;
  readonly wanted: LeafSpec;
  readonly root: PlaneRoot;
  readonly now: number;
}

function judge(name: LeafName, { pem, wanted, root, now }: Question): Judgement {
  const facts = readCertificate(pem);
  if (facts === undefined) return { state: 'differs' };
  const { notAfter, renewAfter, fingerprint } = facts;
  const certificate = { name, notAfter: notAfter.toISOString(), renewAfter: renewAfter.toISOString(), fingerprint };
  const fits = sameNames(facts, wanted) && isSignedBy(pem, root.authorities[wanted.authority].certificate);
  if (!fits) return { state: 'differs', certificate };
  return { state: now >= renewAfter.getTime() ? 'due' : 'good', certificate };
}

interface Names {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

function sameNames(have: Names, want: Names): boolean {
  return have.dnsNames.join() === want.dnsNames.join() && have.ipAddresses.join() === want.ipAddresses.join();
}
