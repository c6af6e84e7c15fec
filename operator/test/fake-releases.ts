import { failed, type Failure } from '../src/adapters/helm/failure.ts';
import { hostFailure } from '../src/adapters/helm/host-failure.ts';
import { labelKeys } from '../src/adapters/helm/label-keys.ts';
import type { DesiredRelease, Outcome, Releases } from '../src/adapters/helm/port.ts';
import { interruptedOperation, releaseFact } from '../src/adapters/helm/release-fact.ts';
import type { ReleaseRecord } from '../src/adapters/helm/release-records.ts';
import { recordsOf, secrets, type ReleaseKey } from '../src/adapters/helm/release-store.ts';
import { unlockRelease } from '../src/adapters/helm/unlock-release.ts';
import type { KubeApi, KubeObject, ObjectKey, Resource } from '../src/world.ts';

export interface RenderedObject {
  readonly resource: Resource;
  readonly object: KubeObject;
}

export interface FakeReleasesOptions {
  readonly kube: KubeApi;
  /** Stands in for the chart. What it throws becomes `ChartNotRenderable`; a Failure, e.g. `ValuesRejected`, is passed on. */
  readonly render: (desired: DesiredRelease) => readonly RenderedObject[] | Failure;
}

/** Releases without Helm: real records and objects over any KubeApi, and a process that can be told to die. */
export interface FakeReleases extends Releases {
  /** How many Helm processes there would have been. */
  readonly runs: number;
  /** The next apply ends so before it writes anything. */
  failNext(failure: Failure): void;
  /** The next apply is killed when it has written so many objects; its record stays pending. */
  dieNext(afterObjects: number): void;
}

interface Base {
  readonly record: ReleaseRecord | undefined;
  readonly objects: readonly ObjectRef[];
}

interface ObjectRef {
  readonly resource: Resource;
  readonly key: ObjectKey;
}

export function fakeReleases({ kube, render }: FakeReleasesOptions): FakeReleases {
  let runs = 0;
  let ordered: Failure | undefined;
  let dieAfter: number | undefined;

  return {
    get runs() {
      return runs;
    },
    failNext: (failure) => (ordered = failure),
    dieNext: (afterObjects) => (dieAfter = afterObjects),

    async find(namespace, name) {
      try {
        return releaseFact(await recordsOf(kube, { namespace, name }), false);
      } catch (error) {
        return { kind: 'unreadable', why: hostFailure(error).message };
      }
    },

    async apply(desired, signal) {
      if (signal.aborted) return failed('transient', 'Cancelled', 'helm was stopped');
      runs += 1;
      const failure = ordered;
      ordered = undefined;
      return (
        failure ?? apply(desired).catch((error: unknown) => missingNamespace(error, desired) ?? hostFailure(error))
      );
    },

    async unlock(namespace, name, signal) {
      try {
        await unlockRelease(kube, { namespace, name }, signal);
        return { kind: 'done' };
      } catch (error) {
        return hostFailure(error);
      }
    },

    async remove(namespace, name, signal) {
      if (signal.aborted) return failed('transient', 'Cancelled', 'helm was stopped');
      try {
        const records = await recordsOf(kube, { namespace, name });
        if (records[0] === undefined) return { kind: 'done' };
        runs += 1;
        await remove(namespace, records[0], records);
        return { kind: 'done' };
      } catch (error) {
        return hostFailure(error);
      }
    },
  };

  async function apply(desired: DesiredRelease): Promise<Outcome> {
    const records = await recordsOf(kube, desired);
    const newest = records[0];
    if (newest !== undefined && interruptedOperation(newest.status) !== undefined) {
      return failed('transient', 'ReleaseLocked', 'an operation on this release was interrupted; it is unlocked first');
    }
    const objects = rendered(desired);
    if ('kind' in objects) return objects;
    const base = await baseOf(desired.namespace, records);
    const stranger = await foreign(desired, objects, base);
    if (stranger !== undefined) {
      const { kind, metadata } = stranger.object;
      return failed(
        'terminal',
        'OwnedByOthers',
        `${kind ?? 'an object'} "${metadata.name}" exists already and is not of this release; move it away`,
      );
    }

    for (const record of outdated(records))
      await kube.delete(secrets, { namespace: desired.namespace, name: record.secret });
    const revision = (newest?.revision ?? 0) + 1;
    const record = recordOf(desired, objects, revision, base.record?.labels ?? {});
    await kube.create(secrets, record);
    return release(desired, objects, base, { namespace: desired.namespace, name: record.metadata.name });
  }

  async function release(
    desired: DesiredRelease,
    objects: readonly RenderedObject[],
    base: Base,
    record: ObjectKey,
  ): Promise<Outcome> {
    const end = dieAfter;
    dieAfter = undefined;
    try {
      let written = 0;
      for (const rendering of objects) {
        if (end === written) return killed;
        await kube.apply(rendering.resource, owned(rendering.object, desired), { fieldManager: 'helm', force: true });
        written += 1;
      }
      if (end !== undefined) return killed;
      const kept = new Set(objects.map(({ resource, object }) => refKey({ resource, key: keyOf(object, desired) })));
      for (const ref of base.objects) if (!kept.has(refKey(ref))) await kube.delete(ref.resource, ref.key);
    } catch (error) {
      const failure = rejected(error) ?? hostFailure(error);
      await kube.mergePatch(secrets, record, { metadata: { labels: { status: 'failed' } } });
      return failure;
    }
    if (base.record !== undefined) {
      const old = { namespace: desired.namespace, name: base.record.secret };
      await kube.mergePatch(secrets, old, { metadata: { labels: { status: 'superseded' } } });
    }
    await kube.mergePatch(secrets, record, { metadata: { labels: { status: 'deployed' } } });
    return { kind: 'done' };
  }

  async function remove(namespace: string, newest: ReleaseRecord, records: readonly ReleaseRecord[]): Promise<void> {
    await kube.mergePatch(
      secrets,
      { namespace, name: newest.secret },
      { metadata: { labels: { status: 'uninstalling' } } },
    );
    for (const { resource, key } of await objectsOf(namespace, newest)) await kube.delete(resource, key);
    for (const record of records) await kube.delete(secrets, { namespace, name: record.secret });
  }

  function rendered(desired: DesiredRelease): readonly RenderedObject[] | Failure {
    try {
      return render(desired);
    } catch {
      return failed('terminal', 'ChartNotRenderable', 'the chart cannot be rendered');
    }
  }

  /** What Helm takes as the state before: the last deployed revision, else the last one. */
  async function baseOf(namespace: string, records: readonly ReleaseRecord[]): Promise<Base> {
    const record = records.find(({ status }) => status === 'deployed') ?? records[0];
    return { record, objects: record === undefined ? [] : await objectsOf(namespace, record) };
  }

  async function objectsOf(namespace: string, { secret }: ReleaseRecord): Promise<readonly ObjectRef[]> {
    const record = await kube.get<RecordSecret>(secrets, { namespace, name: secret });
    const text = Buffer.from(record?.data.release ?? '', 'base64').toString();
    return text === '' ? [] : (JSON.parse(text) as readonly ObjectRef[]);
  }

  async function foreign(desired: DesiredRelease, objects: readonly RenderedObject[], base: Base) {
    const ours = new Set(base.objects.map(refKey));
    for (const rendering of objects) {
      const key = keyOf(rendering.object, desired);
      if (ours.has(refKey({ resource: rendering.resource, key }))) continue;
      const existing = await kube.get(rendering.resource, key);
      const owner = existing?.metadata.annotations?.['meta.helm.sh/release-name'];
      if (existing !== undefined && owner !== desired.name) return rendering;
    }
    return undefined;
  }
}

interface RecordSecret extends KubeObject {
  readonly type: 'helm.sh/release.v1';
  readonly data: { readonly release: string };
}

const killed = failed('transient', 'HelmFailed', 'helm was killed, most likely for lack of memory');

function recordOf(
  desired: DesiredRelease,
  objects: readonly RenderedObject[],
  revision: number,
  inherited: Readonly<Record<string, string>>,
): RecordSecret {
  const { name, namespace, labels } = desired;
  const refs: readonly ObjectRef[] = objects.map(({ resource, object }) => ({ resource, key: keyOf(object, desired) }));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `sh.helm.release.v1.${name}.v${revision}`,
      namespace,
      labels: {
        ...inherited,
        owner: 'helm',
        name,
        status: revision === 1 ? 'pending-install' : 'pending-upgrade',
        version: String(revision),
        [labelKeys.stage]: labels.stage,
        [labelKeys.chartDigest]: labels.chartDigest,
        [labelKeys.valuesDigest]: labels.valuesDigest,
      },
    },
    type: 'helm.sh/release.v1',
    data: { release: Buffer.from(JSON.stringify(refs)).toString('base64') },
  };
}

/** History of two: one record makes room for the new one, but never the last deployed. */
function outdated(records: readonly ReleaseRecord[]): readonly ReleaseRecord[] {
  const deployed = records.find(({ status }) => status === 'deployed');
  const others = records.filter((record) => record !== deployed).toReversed();
  return others.slice(0, Math.max(0, records.length - 1));
}

function owned(object: KubeObject, { name, namespace }: DesiredRelease): KubeObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      namespace: metadata.namespace ?? namespace,
      labels: { ...metadata.labels, 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        ...metadata.annotations,
        'meta.helm.sh/release-name': name,
        'meta.helm.sh/release-namespace': namespace,
      },
    },
  };
}

function keyOf({ metadata }: KubeObject, { namespace }: ReleaseKey): ObjectKey {
  return { name: metadata.name, namespace: metadata.namespace ?? namespace };
}

function refKey({ resource, key }: ObjectRef): string {
  return `${resource.group}/${resource.plural}/${key.namespace ?? ''}/${key.name}`;
}

function missingNamespace(error: unknown, { namespace }: ReleaseKey): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 404) return undefined;
  return failed('transient', 'NamespaceMissing', `namespace "${namespace}" does not exist`);
}

function rejected(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 422) return undefined;
  return failed('terminal', 'ObjectRejected', 'the host rejects an object of the chart');
}
