import { KarmadaInstance } from '../../api/karmada-instance.ts';
import { resources } from '../../api/resources.ts';
import { fact, valueOf } from '../../steps/fact.ts';
import type { KubeApi } from '../../world.ts';
import { accept, type Acceptance } from '../plan/accept.ts';
import { acceptedName, type AcceptedObject } from '../plan/accepted-record.ts';
import type { Catalogue } from '../plan/catalogue.ts';
import type { Effective } from '../plan/observed.ts';

interface Question {
  readonly instance: KarmadaInstance;
  readonly acceptance: Acceptance;
  readonly namespace: string;
  readonly catalogue: Catalogue;
  readonly signal: AbortSignal;
}

/** A refused or suspended spec must not starve the lanes that keep a plane alive: they go on with the last one that was carried out. */
export async function observeEffective(host: KubeApi, { instance, acceptance, namespace, catalogue, signal }: Question): Promise<Effective | undefined> {
  const free = (instance.spec.managementPolicy ?? 'Full') === 'Full';
  if (acceptance.kind === 'accepted' && free) return acceptance;
  const record = valueOf(await fact(() => host.get<AcceptedObject>(resources.configMaps, { namespace, name: acceptedName }, { signal })));
  const spec = KarmadaInstance.shape.spec.safeParse(parse(record?.data?.['spec']));
  if (!spec.success) return undefined;
  const again = accept(spec.data, catalogue);
  return again.kind === 'accepted' ? again : undefined;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // A record that somebody spoiled counts as none.
    return null;
  }
}
