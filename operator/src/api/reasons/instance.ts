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
  StorageCannotShrink: {
    explains: ['SpecAccepted'],
    cause: 'The spec sets etcd.storage.size below the size of the volume.',
    owner: 'user',
    remedy: 'Set the size of the volume or a larger one.',
  },
  StorageCannotGrow: {
    explains: ['SpecAccepted'],
    cause:
      "The spec sets etcd.storage.size above the size of the volume, and the volume's StorageClass does not let volumes grow.",
    owner: 'user',
    remedy: 'Set the old size, or let an administrator allow expansion in the StorageClass.',
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
  HostUnreachable: {
    explains: ['HostReady'],
    cause: 'The API of the host cluster does not answer the operator.',
    owner: 'admin',
    remedy: 'Look at the API server of the host cluster. The operator goes on by itself when it answers.',
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
    explains: ['NamespaceReady'],
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
  CertificateExpired: {
    explains: ['CertificatesReady'],
    cause: 'A certificate of the plane has run out; the message names it.',
    owner: 'automatic',
    remedy: 'The operator renews it. If it lasts, the message says what keeps it from doing so.',
  },
  AuthorityLost: {
    explains: ['CertificatesReady'],
    cause: 'The Secret of an authority is gone or damaged while the plane that trusts it still runs.',
    owner: 'admin',
    remedy: 'Restore the Secret that the message names from a backup of the host cluster.',
  },
  Installed: {
    explains: ['ReleaseReady'],
    cause: 'The release is installed with the wanted chart and values.',
    owner: 'automatic',
    remedy: 'Nothing is to be done.',
  },
  Installing: {
    explains: ['ReleaseReady', 'Ready', 'Reconciling'],
    cause: 'The plane is being installed for the first time.',
    owner: 'automatic',
    remedy: 'Wait. The other conditions tell how far it has got.',
  },
  Updating: {
    explains: ['ReleaseReady', 'Ready', 'Reconciling'],
    cause: 'A change of the spec is being carried to the plane.',
    owner: 'automatic',
    remedy: 'Wait. The other conditions tell how far it has got.',
  },
  ReleaseLocked: {
    explains: ['ReleaseReady'],
    cause: 'An earlier run of Helm ended before its end and left the release locked.',
    owner: 'automatic',
    remedy: 'The operator unlocks the release and repeats the run.',
  },
  ReleaseFailed: {
    explains: ['ReleaseReady'],
    cause: 'Helm could not install the release; the message says why.',
    owner: 'automatic',
    remedy: 'The operator tries again. If it lasts, the message names what the host refuses, e.g. a quota or a policy.',
  },
  ReleaseNameTaken: {
    explains: ['ReleaseReady'],
    cause: 'The host namespace holds a release of this name with another chart.',
    owner: 'admin',
    remedy: 'Remove that release from the host namespace. The operator does not overwrite what it did not install.',
  },
  ChartNotRenderable: {
    explains: ['ReleaseReady'],
    cause: 'Helm cannot read the chart or make objects of it; the message says where.',
    owner: 'admin',
    remedy: 'Repair the chart that the operator was started with, or install an operator whose chart is whole.',
  },
} as const satisfies Readonly<Record<string, ReasonEntry<InstanceConditionType>>>;
