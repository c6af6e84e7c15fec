import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const namespaceRemoved: Step<Observed, InstanceAction> = {
  condition: 'NamespaceReady',
  judge({ namespace, hostNamespace }) {
    switch (namespace.kind) {
      case 'absent':
        return met('Removed', 'the namespace is gone');
      case 'unreadable':
        return wait('HostUnreadable', `namespace "${hostNamespace}" cannot be read: ${namespace.why}`, 5_000);
      case 'present':
        if (!namespace.value.own) return met('Removed', 'the namespace of this name belongs to somebody else');
        return namespace.value.terminating
          ? wait('Removing', `the host is removing namespace "${hostNamespace}"`, 1_000)
          : act('Removing', `removing namespace "${hostNamespace}" with its volumes`, { kind: 'removeNamespace' });
    }
  },
};
