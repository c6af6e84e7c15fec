import { instanceDefaults } from '../../api/defaults.ts';
import type { InstanceReason } from '../../api/conditions.ts';
import { KarmadaInstance, type KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';

export type Acceptance =
  | { readonly kind: 'accepted'; readonly spec: KarmadaInstanceSpec; readonly entry: CatalogueEntry }
  | { readonly kind: 'refused'; readonly reason: InstanceReason; readonly message: string };

/**
 * What the CRD's schema cannot judge. After this, no step meets a spec that cannot be carried out.
 * `installed`: the spec that the plane was installed or last changed by; undefined before there is a plane.
 */
export function accept(spec: KarmadaInstanceSpec, catalogue: Catalogue, installed?: KarmadaInstanceSpec): Acceptance {
  const shape = KarmadaInstance.shape.spec.safeParse(spec);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    return refused(
      'SpecInvalid',
      `spec.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit the schema'}`,
    );
  }
  const entry = catalogue.find(({ karmada }) => karmada === spec.version);
  if (entry === undefined) {
    const known = catalogue.map(({ karmada }) => karmada).join(', ');
    return refused('UnknownVersion', `spec.version ${spec.version} is not in the catalogue; set one of: ${known}`);
  }
  return (installed && changeRefused(spec, installed)) ?? { kind: 'accepted', spec, entry };
}

/** Changes of a running plane that would fail halfway. */
function changeRefused(spec: KarmadaInstanceSpec, installed: KarmadaInstanceSpec): Acceptance | undefined {
  if (spec.version !== installed.version) {
    return refused(
      'VersionChangeNotSupported',
      `the plane runs ${installed.version} and cannot be moved to ${spec.version} yet; set spec.version back`,
    );
  }
  const [wantedClass, ownClass] = [spec, installed].map(
    (one) => one.etcd?.storage?.storageClassName ?? 'the default of the host',
  );
  if (wantedClass !== ownClass) {
    return refused(
      'StorageClassCannotChange',
      `the volume of etcd is of StorageClass "${ownClass}"; set spec.etcd.storage.storageClassName back`,
    );
  }
  const [wantedSize, ownSize] = [spec, installed].map(
    (one) => one.etcd?.storage?.size ?? instanceDefaults.etcdStorageSize,
  );
  if (wantedSize !== ownSize) {
    return refused(
      'StorageSizeCannotChange',
      `the volume of etcd has ${ownSize} and cannot be resized yet; set spec.etcd.storage.size to ${ownSize}`,
    );
  }
  return undefined;
}

function refused(reason: InstanceReason, message: string): Acceptance {
  return { kind: 'refused', reason, message };
}
