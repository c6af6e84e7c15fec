import { act, blocked, met, wait } from '../../../steps/verdict.ts';
import { whatRemains } from '../namespace-going.ts';
import type { InstanceStep } from '../instance-step.ts';

export const namespaceReady: InstanceStep = {
  condition: 'NamespaceReady',
  judge({ namespace, hostNamespace, now }) {
    switch (namespace.kind) {
      case 'unreadable':
        return wait('HostUnreachable', `namespace "${hostNamespace}" cannot be read: ${namespace.why}`, 5_000);
      case 'absent':
        return act('CreatingNamespace', `creating namespace "${hostNamespace}"`, { kind: 'makeNamespace' });
      case 'present':
        if (!namespace.value.own)
          return blocked(
            'NamespaceTaken',
            `namespace "${hostNamespace}" belongs to somebody else; remove it, or make this instance under another name`,
          );
        if (namespace.value.terminating)
          return wait(
            'NamespaceTerminating',
            `namespace "${hostNamespace}" was deleted; the plane is made anew when it is gone${whatRemains(namespace.value, { now })}`,
            2_000,
          );
        return namespace.value.bound
          ? met('NamespaceAvailable', `namespace "${hostNamespace}" is the plane's own`)
          : act('CreatingNamespace', 'binding the operator’s rights in the namespace', { kind: 'makeNamespace' });
    }
  },
};
