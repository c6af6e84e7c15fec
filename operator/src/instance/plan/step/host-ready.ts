import { blocked, met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const hostReady: Step<Observed, InstanceAction> = {
  condition: 'HostReady',
  judge({ storageClass, instance, helm }) {
    // The class matters until the volume exists; after that nobody reads it.
    if (helm.kind === 'deployed') return met('Ready', 'the host holds the plane');
    const named = instance.spec.etcd?.storage?.storageClassName;
    switch (storageClass.kind) {
      case 'present':
        return met('Ready', `volumes will be of StorageClass "${storageClass.value}"`);
      case 'unreadable':
        return wait('HostUnreadable', `StorageClasses cannot be read: ${storageClass.why}`, 5_000);
      case 'absent':
        return named === undefined
          ? blocked('NoDefaultStorageClass', 'the host has no default StorageClass; mark one as default, or set spec.etcd.storage.storageClassName')
          : blocked('StorageClassNotFound', `StorageClass "${named}" does not exist on the host; correct spec.etcd.storage.storageClassName`);
    }
  },
};
