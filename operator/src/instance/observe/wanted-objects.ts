import { resources } from '../../api/resources.ts';
import { isTrue } from '../../steps/is-true.ts';
import type { KubeApi, KubeObject, Resource } from '../../world.ts';
import type { WantedObjects } from '../plan/observed.ts';
import type { PlaneObjectSet } from '../world.ts';

interface Question {
  /** undefined while nothing is known of what the plane needs. */
  readonly wanted: PlaneObjectSet | undefined;
  /** Bodies are read, to see which CRDs are Established: large, so only while the plane is made. Later, that they are there is enough. */
  readonly whole: boolean;
  readonly signal: AbortSignal;
}

interface Definition extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const { customResourceDefinitions, namespaces } = resources;

/** What Karmada cannot do without and whoever administers the plane can delete. Roles are not looked at: system:masters needs none. */
const kinds: readonly Resource[] = [
  namespaces,
  resources.mutatingWebhookConfigurations,
  resources.validatingWebhookConfigurations,
];

export async function observeWantedObjects(plane: KubeApi, question: Question): Promise<WantedObjects> {
  const { wanted, whole, signal } = question;
  if (wanted === undefined) return { absent: [], pending: [] };
  const [definitions, ...others] = await Promise.all([
    whole
      ? plane.list<Definition>(customResourceDefinitions, { signal })
      : plane.listMetadata(customResourceDefinitions, { signal }),
    ...kinds.map((kind) => plane.listMetadata(kind, { signal })),
  ]);
  const absent = [
    ...missing(customResourceDefinitions, wanted.crdNames, definitions),
    ...kinds.flatMap((kind, index) => missing(kind, namesOf(wanted, kind), others[index] ?? [])),
  ];
  const pending = whole
    ? definitions
        .filter(({ status }: Definition) => !isTrue(status, 'Established'))
        .map(({ metadata }) => metadata.name)
    : [];
  return { absent, pending: pending.filter((name) => wanted.crdNames.includes(name)) };
}

function namesOf({ groups }: PlaneObjectSet, { kind }: Resource): readonly string[] {
  return groups
    .flatMap(({ objects }) => objects)
    .filter(({ resource }) => resource.kind === kind)
    .map(({ object }) => object.metadata.name);
}

function missing({ kind }: Resource, names: readonly string[], found: readonly KubeObject[]): readonly string[] {
  return names
    .filter((name) => !found.some(({ metadata }) => metadata.name === name))
    .map((name) => `${kind} "${name}"`);
}
