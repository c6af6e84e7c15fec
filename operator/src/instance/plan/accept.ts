import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';

export type Acceptance =
  | { readonly kind: 'accepted'; readonly spec: KarmadaInstanceSpec; readonly entry: CatalogueEntry }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string };

/** What the CRD's schema cannot judge. After this, no step meets a spec that cannot be carried out. */
export function accept(spec: KarmadaInstanceSpec, catalogue: Catalogue): Acceptance {
  const entry = catalogue.find(({ karmada }) => karmada === spec.version);
  if (entry !== undefined) return { kind: 'accepted', spec, entry };
  const known = catalogue.map(({ karmada }) => karmada).join(', ');
  return { kind: 'refused', reason: 'UnknownVersion', message: `spec.version ${spec.version} is not in the catalogue; set one of: ${known}` };
}
