import type { InstanceConditionType } from '../condition-types.ts';
import type { ReasonEntry } from './reason-entry.ts';

/** Reasons of a KarmadaInstance up to its release: spec, host, namespace, keys, Helm. The others are in instance-running.ts. */
export const instanceReasons = {
  UnknownVersion: {
    explains: ['SpecAccepted'],
    cause: "The operator's catalogue does not hold the version that spec.version asks for.",
    owner: 'user',
    remedy: 'Choose one of the versions that the message lists, or update the operator.',
  },
  VersionChangeNotSupported: {
    explains: ['SpecAccepted'],
    cause:
      'The version of the spec differs from the version that is installed, and this operator cannot change it yet. The plane runs on as it is.',
    owner: 'user',
    remedy: 'Set spec.version back to the version that runs.',
  },
  StorageSizeCannotChange: {
    explains: ['SpecAccepted'],
    cause:
      'The spec sets another etcd.storage.size than the volume was made with, and this operator cannot resize volumes yet.',
    owner: 'user',
    remedy: 'Set the old size, which the message names.',
  },
  StorageClassCannotChange: {
    explains: ['SpecAccepted'],
    cause: 'The volume of etcd exists already and belongs to another StorageClass than the spec names.',
    owner: 'user',
    remedy: "Set etcd.storage.storageClassName to the volume's class, which the message names.",
  },
  HostAvailable: {
    explains: ['HostReady'],
    cause: 'The host cluster answers and has what the plane needs.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  NoDefaultStorageClass: {
    explains: ['HostReady'],
    cause: 'The spec names no StorageClass, and the host cluster has no default one.',
    owner: 'user',
    remedy: 'Set etcd.storage.storageClassName, or let an administrator mark a StorageClass of the host as default.',
  },
  StorageClassNotFound: {
    explains: ['HostReady'],
    cause: 'The host cluster has no StorageClass of the name in etcd.storage.storageClassName.',
    owner: 'user',
    remedy: 'Name a StorageClass that exists, or let an administrator make it.',
  },
  CreatingNamespace: {
    explains: ['NamespaceReady'],
    cause: "The plane's namespace or the operator's rights in it are being made.",
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  NamespaceAvailable: {
    explains: ['NamespaceReady'],
    cause: 'The namespace of the plane exists and belongs to this instance.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  NamespaceTaken: {
    explains: ['NamespaceReady'],
    cause: "A namespace of the plane's name exists on the host and was not made for this instance.",
    owner: 'admin',
    remedy: 'Find out whose namespace it is. The operator goes on when it is gone; it never takes it over.',
  },
  NamespaceTerminating: {
    explains: ['NamespaceReady'],
    cause: 'The namespace of the plane is being deleted, and something in it is not gone yet; the message names it.',
    owner: 'automatic',
    remedy: 'Wait. If it lasts, look at the finalizers of what remains.',
  },
  FormerInstanceFound: {
    explains: ['SpecAccepted'],
    cause:
      'A namespace on the host holds the plane of a former KarmadaInstance of this name. The operator neither adopts it unasked nor makes a second plane.',
    owner: 'user',
    remedy:
      'Restore the former object with its status, or delete the namespace that the message names if its plane is no longer wanted.',
  },
  CertificatesIssued: {
    explains: ['CertificatesReady'],
    cause: 'All keys and certificates exist and none is due for renewal.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  IssuingCertificates: {
    explains: ['CertificatesReady'],
    cause: 'Keys or certificates are being made or renewed.',
    owner: 'automatic',
    remedy: 'Wait a few seconds.',
  },
  AuthorityLost: {
    explains: ['CertificatesReady'],
    cause: 'The Secret of an authority is gone or damaged while the plane that trusts it still runs.',
    owner: 'admin',
    remedy: 'Restore the Secret that the message names from a backup of the host cluster.',
  },
  Removed: {
    explains: ['ComponentsReady', 'NamespaceReady', 'ReleaseReady', 'SpecAccepted'],
    cause: 'The instance is being deleted, and this part of it is gone.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<InstanceConditionType>>>;
