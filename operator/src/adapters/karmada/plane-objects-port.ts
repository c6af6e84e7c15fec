import { join } from 'node:path';
import type { Catalogue } from '../../instance/plan/catalogue.ts';
import type { PlaneObjectSet, PlaneObjectsPort } from '../../instance/world.ts';
import { readCrdBundle, type CrdBundle } from './plane-objects/crd-bundle.ts';
import { planeObjects } from './plane-objects/plane-objects.ts';

/** Karmada's objects for every version of the catalogue, from bundles whose digests the catalogue names. Rejects when one does not match. */
export async function planeObjectsPort(catalogue: Catalogue, bundlesDir: string): Promise<PlaneObjectsPort> {
  const bundles = new Map<string, CrdBundle>(
    await Promise.all(
      catalogue.map(
        async ({ karmada, crds }) =>
          [karmada, await readCrdBundle(join(bundlesDir, `karmada-${karmada}.json`), crds.digest)] as const,
      ),
    ),
  );
  return {
    wanted({ release, namespace, caBundle, version }): PlaneObjectSet {
      const crds = bundles.get(version);
      if (crds === undefined) throw new Error(`no bundle of version ${version}`);
      const { digest, groups } = planeObjects({ release, namespace, caBundle, version, crds });
      return { digest, groups, crdNames: crds.definitions.map(({ metadata }) => metadata.name) };
    },
  };
}
