import { loadavg } from 'node:os';
import { resources } from '../operator/src/api/resources.ts';
import type { KarmadaInstance } from '../operator/src/api/karmada-instance.ts';
import type { KubeObject } from '../operator/src/runtime/kube-types.ts';
import { markAudit } from './audit.ts';
import { countBy, isLease, isWrite } from './calls.ts';
import { isTrue } from './conditions.ts';
import { follow, type Following } from './follow.ts';
import { karmada, namespace, type Stage } from './stage.ts';

export interface Install {
  /** Milliseconds from the moment before the object was sent. */
  readonly readyMs: number;
  /** When status first said it, in the same count. */
  readonly phases: Readonly<Record<Phase, number>>;
  readonly calls: {
    readonly total: number;
    readonly writes: number;
    readonly statusWrites: number;
    readonly byVerb: Readonly<Record<string, number>>;
    readonly byResource: Readonly<Record<string, number>>;
    readonly ofHelm: number;
  };
  /** Average over the last minute, at the end. */
  readonly load: number;
}

/** In the order in which they come. */
export const phases = {
  namespace: (instance) => isTrue(instance, 'NamespaceReady'),
  keys: (instance) => isTrue(instance, 'CertificatesReady'),
  'foundation installed': ({ status }) => status?.release?.revision !== undefined,
  'API answers': (instance) => isTrue(instance, 'APIServerReady'),
  'in-plane objects': (instance) => isTrue(instance, 'PlaneObjectsReady'),
  'release full': ({ status }) => status?.release?.stage === 'Full',
  components: (instance) => isTrue(instance, 'ComponentsReady'),
  Ready: (instance) => isTrue(instance, 'Ready'),
} as const satisfies Readonly<Record<string, (instance: KarmadaInstance) => boolean>>;

export type Phase = keyof typeof phases;
export const phaseNames: readonly Phase[] = Object.keys(phases).filter((name): name is Phase => name in phases);

const deadlineMs = 300_000;

/** Applies an instance and waits for it. The caller deletes it. */
export async function install(stage: Stage, name: string): Promise<Install> {
  const { host, signal } = stage;
  const instance = await followInstance(stage, name);
  try {
    const audit = await markAudit(stage.auditLog);
    const start = performance.now();
    await host.apply(resources.karmadaInstances, manifest(name), { fieldManager: 'bench', signal });
    const ready = await instance.until('Ready', (object) => isTrue(object, 'Ready'));
    const calls = (await audit.calls()).filter((call) => !isLease(call));
    return {
      readyMs: ready.at - start,
      phases: await phasesOf(instance, start),
      calls: {
        total: calls.length,
        writes: calls.filter(isWrite).length,
        statusWrites: calls.filter(({ resource }) => resource === 'karmadainstances/status').length,
        byVerb: countBy(calls, ({ verb }) => verb),
        byResource: countBy(calls, ({ verb, resource, client }) => `${client}: ${verb} ${resource}`),
        ofHelm: calls.filter(({ client }) => client === 'helm').length,
      },
      load: loadavg()[0] ?? 0,
    };
  } finally {
    instance.stop();
  }
}

/** Resolves to the milliseconds until nothing of the instance is left. */
export async function remove(stage: Stage, name: string): Promise<number> {
  const instance = await followInstance(stage, name);
  try {
    const start = performance.now();
    await stage.host.delete(resources.karmadaInstances, { namespace, name }, { signal: stage.signal });
    const gone = await instance.until('its end', (object) => object === undefined);
    return gone.at - start;
  } finally {
    instance.stop();
  }
}

function followInstance({ host, signal }: Stage, name: string): Promise<Following<KarmadaInstance>> {
  return follow<KarmadaInstance>(host, [resources.karmadaInstances, { namespace, name }], { signal, deadlineMs });
}

/** The instance of examples/01-instance.yaml: reachable from outside, everything else as it is by default. */
function manifest(name: string): KubeObject & { readonly spec: object } {
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind: 'KarmadaInstance',
    metadata: { name, namespace },
    spec: { version: karmada, exposure: { type: 'NodePort' } },
  };
}

async function phasesOf(instance: Following<KarmadaInstance>, start: number): Promise<Record<Phase, number>> {
  const times = await Promise.all(
    phaseNames.map(async (name) => {
      const { at } = await instance.until(name, (object) => object !== undefined && phases[name](object));
      return [name, at - start] as const;
    }),
  );
  return Object.fromEntries(times) as Record<Phase, number>;
}
