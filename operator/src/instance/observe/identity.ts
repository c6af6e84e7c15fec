import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { hostNamespace, labels } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import type { KubeApi, KubeObject } from '../../world.ts';
import { ownerAnnotations } from '../plan/host-namespace.ts';

export interface Identity {
  readonly id: string;
  /** Host namespaces that carry this instance's name but another life of it. */
  readonly former: readonly string[];
}

/** The id is made once. Where status was lost it is read back from the host namespace; a plane of an earlier life is found, not adopted. */
export async function observeIdentity(
  host: KubeApi,
  instance: KarmadaInstance,
  newID: () => string,
  signal: AbortSignal,
): Promise<Identity> {
  const known = instance.status?.id;
  if (known !== undefined) return { id: known, former: [] };
  const { name, namespace, uid } = instance.metadata;
  const candidates = await host.listMetadata(resources.namespaces, {
    labelSelector: `${labels.instance}=${name}`,
    signal,
  });
  const ours = candidates.filter(
    ({ metadata }) => metadata.annotations?.[ownerAnnotations.owner] === `${namespace}/${name}`,
  );
  const own = ours.find(({ metadata }) => metadata.annotations?.[ownerAnnotations.ownerUID] === uid);
  const id = own?.metadata.labels?.[labels.instanceId];
  return {
    id: id ?? newID(),
    former: id === undefined ? ours.filter(isNamedAfter(name)).map(({ metadata }) => metadata.name) : [],
  };
}

function isNamedAfter(instanceName: string): (namespace: KubeObject) => boolean {
  return ({ metadata }) =>
    metadata.name === hostNamespace(instanceName, metadata.labels?.[labels.instanceId] ?? '') &&
    metadata.deletionTimestamp === undefined;
}
