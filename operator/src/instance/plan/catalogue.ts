import type { ComponentKey } from '../../api/names.ts';

/** What one version of Karmada is installed from; a file of `config/catalogue`. */
export interface CatalogueEntry {
  readonly karmada: string;
  readonly chart: { readonly name: string; readonly version: string; readonly digest: string };
  readonly images: Readonly<Record<ComponentKey, string>>;
  readonly kubernetes: string;
  readonly etcd: string;
  readonly members: { readonly min: string; readonly max: string };
  readonly crds: { readonly digest: string };
}

export type Catalogue = readonly CatalogueEntry[];
