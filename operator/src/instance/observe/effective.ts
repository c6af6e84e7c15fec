import type { KarmadaInstance, KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import { resources } from '../../api/resources.ts';
import { fact, valueOf } from '../../steps/fact.ts';
import type { Fact, KubeApi } from '../../world.ts';
import { accept, type Acceptance } from '../plan/accept.ts';
import { acceptedName, readAccepted, type AcceptedObject } from '../plan/accepted-record.ts';
import type { Catalogue } from '../plan/catalogue.ts';
import type { Effective } from '../plan/observed.ts';

export async function observeRecorded(
  host: KubeApi,
  namespace: string,
  signal: AbortSignal,
): Promise<Fact<KarmadaInstanceSpec>> {
  return fact(async () => {
    const record = await host.get<AcceptedObject>(resources.configMaps, { namespace, name: acceptedName }, { signal });
    return record && readAccepted(record);
  });
}

interface Question {
  readonly instance: KarmadaInstance;
  readonly acceptance: Acceptance;
  readonly recorded: Fact<KarmadaInstanceSpec>;
  readonly catalogue: Catalogue;
}

/** A refused or suspended spec must not starve the lanes that keep a plane alive: they go on with the last one that was accepted. */
export function effectiveSpec({ instance, acceptance, recorded, catalogue }: Question): Effective | undefined {
  const free = (instance.spec.managementPolicy ?? 'Full') === 'Full';
  if (acceptance.kind === 'accepted' && free) return acceptance;
  const spec = valueOf(recorded);
  const again = spec && accept(spec, catalogue);
  return again?.kind === 'accepted' ? again : undefined;
}
