import { act, met, wait } from '../../../steps/verdict.ts';
import { whatRemains } from '../namespace-going.ts';
import type { InstanceStep } from '../instance-step.ts';

export const namespaceRemoved: InstanceStep = {
  condition: 'NamespaceReady',
  undoes: true,
  judge({ namespace, hostNamespace, now }) {
    switch (namespace.kind) {
      case 'absent':
        return met('Removed', 'the namespace is gone');
      case 'unreadable':
        return wait('HostUnreachable', `namespace "${hostNamespace}" cannot be read: ${namespace.why}`, 5_000);
      case 'present':
        if (!namespace.value.own) return met('Removed', 'the namespace of this name belongs to somebody else');
        return namespace.value.terminating
          ? wait(
              'Deleting',
              `the host is removing namespace "${hostNamespace}"${whatRemains(namespace.value, { now })}`,
              1_000,
            )
          : act('Deleting', `removing namespace "${hostNamespace}" with its volumes`, { kind: 'removeNamespace' });
    }
  },
};
