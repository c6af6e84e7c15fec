import type { InstanceReason } from '../../api/conditions.ts';
import { componentName, fieldManagers, finalizers, type ComponentKey } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { fact, valueOf } from '../../steps/fact.ts';
import { done, failed, type Outcome } from '../../steps/outcome.ts';
import { setFinalizer } from '../../steps/set-finalizer.ts';
import { acceptedObject } from '../plan/accepted-record.ts';
import type { InstanceAction } from '../plan/action.ts';
import { bindingObject, hostNamespaceObject } from '../plan/host-namespace.ts';
import { kubeconfigSecret } from '../plan/kubeconfig-secret.ts';
import type { Observed } from '../plan/observed.ts';
import { restartedControllerManager } from '../plan/restart.ts';
import type { InstanceWorld } from '../world.ts';
import { applyPlaneObjects } from './apply-plane-objects.ts';

const byUs = { fieldManager: fieldManagers.objects, force: true } as const;

type InstanceOutcome = Outcome<InstanceReason>;

/** One exhaustive switch from decision to effect. Rejects only with API errors. */
export async function run(
  world: InstanceWorld,
  observed: Observed,
  action: InstanceAction,
  signal: AbortSignal,
): Promise<InstanceOutcome> {
  const { hostNamespace, release } = observed;
  switch (action.kind) {
    case 'holdFinalizer':
      return setFinalizer(world.host, resources.karmadaInstances, observed.instance, {
        finalizer: finalizers.karmadaInstance,
        held: true,
      });
    case 'releaseFinalizer':
      await world.planes.forget({ hostNamespace, release });
      return setFinalizer(world.host, resources.karmadaInstances, observed.instance, {
        finalizer: finalizers.karmadaInstance,
        held: false,
      });
    case 'makeNamespace':
      return makeNamespace(world, observed);
    case 'recordSpec':
      await world.host.apply(resources.configMaps, acceptedObject(observed, action.spec), byUs);
      return done;
    case 'issueKeys':
      await world.keys.issue(keyPlace(observed), { secrets: action.secrets, lifeMs: action.lifeMs, now: observed.now });
      return done;
    case 'applyRelease':
      return world.releases.apply(
        { ...action.desired, chartDir: `${world.settings.chartsDir}/${action.chart}` },
        signal,
      );
    case 'unlockRelease':
      return world.releases.unlock(hostNamespace, release, signal);
    case 'removeComponents':
      await world.planes.forget({ hostNamespace, release });
      await removeComponents(world, observed, action.components);
      return done;
    case 'removeRelease':
      return world.releases.remove(hostNamespace, release, signal);
    case 'applyPlaneObjects':
      return applyPlaneObjects(world, observed, action.version);
    case 'restartControllerManager':
      await world.host.apply(
        resources.deployments,
        restartedControllerManager(observed, action.uid, action.tokensUntil),
        byUs,
      );
      return done;
    case 'publishKubeconfig':
      return publishKubeconfig(world, observed, action.digest);
    case 'removeNamespace':
      await removeVolumes(world, hostNamespace, signal);
      await world.host.delete(resources.namespaces, { name: hostNamespace });
      return done;
  }
}

async function removeComponents(
  { host }: InstanceWorld,
  { hostNamespace, release }: Observed,
  components: readonly ComponentKey[],
): Promise<void> {
  await Promise.all(
    components.map((component) =>
      host.delete(
        resources.deployments,
        { namespace: hostNamespace, name: componentName(release, component) },
        { propagation: 'Foreground' },
      ),
    ),
  );
}

/** They go with the namespace in any case; asked for first, they are gone when the host looks at it after five seconds, and need not be waited for. */
async function removeVolumes({ host }: InstanceWorld, namespace: string, signal: AbortSignal): Promise<void> {
  const claims = valueOf(await fact(() => host.listMetadata(resources.persistentVolumeClaims, { namespace, signal })));
  const removed = claims?.map(({ metadata: { name } }) =>
    fact(() => host.delete(resources.persistentVolumeClaims, { namespace, name })),
  );
  await Promise.all(removed ?? []);
}

/** Created, not applied: of two that want the name only one gets it, and it is never taken from a stranger. */
async function makeNamespace({ host, settings }: InstanceWorld, observed: Observed): Promise<InstanceOutcome> {
  if (observed.namespace.kind === 'absent')
    await host.create(resources.namespaces, hostNamespaceObject(observed.instance, observed));
  const binding = bindingObject(observed.hostNamespace, observed.id, {
    role: settings.instanceRole,
    serviceAccount: settings.serviceAccount,
  });
  await host.apply(resources.roleBindings, binding, byUs);
  return done;
}

function keyPlace({ hostNamespace, release, id, endpoints }: Observed) {
  return { hostNamespace, release, id, externalNames: endpoints.externalNames };
}

async function publishKubeconfig(
  { host, keys }: InstanceWorld,
  observed: Observed,
  digest: string,
): Promise<InstanceOutcome> {
  const administrator = await keys.administrator(keyPlace(observed));
  if (administrator.kind !== 'present')
    return failed('transient', 'ActionFailed', 'the administrator’s certificate cannot be read');
  await host.apply(
    resources.secrets,
    kubeconfigSecret(observed.instance, observed.endpoints, administrator.value, digest),
    byUs,
  );
  return done;
}
