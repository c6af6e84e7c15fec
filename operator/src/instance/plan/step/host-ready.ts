import { blocked, met, wait } from '../../../steps/verdict.ts';
import { etcdStands } from '../etcd-stands.ts';
import type { InstanceStep } from '../instance-step.ts';

export const hostReady: InstanceStep = {
  condition: 'HostReady',
  judge({ storageClass, instance, helm, workloads }) {
    // The class matters until the volume exists; after that nobody reads it.
    if (helm.kind === 'deployed' || etcdStands(workloads)) return met('HostAvailable', 'the host holds the plane');
    const named = instance.spec.etcd?.storage?.storageClassName;
    switch (storageClass.kind) {
      case 'present':
        return met('HostAvailable', `volumes will be of StorageClass "${storageClass.value}"`);
      case 'unreadable':
        return wait('HostUnreachable', `StorageClasses cannot be read: ${storageClass.why}`, 5_000);
      case 'absent':
        return named === undefined
          ? blocked(
              'NoDefaultStorageClass',
              'the host has no default StorageClass; mark one as default, or set spec.etcd.storage.storageClassName',
            )
          : blocked(
              'StorageClassNotFound',
              `StorageClass "${named}" does not exist on the host; correct spec.etcd.storage.storageClassName`,
            );
    }
  },
};
