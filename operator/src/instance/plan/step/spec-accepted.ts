import { blocked, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const specAccepted: InstanceStep = {
  condition: 'SpecAccepted',
  judge({ acceptance, former, served, instance }) {
    if (!served) {
      return blocked(
        'NamespaceNotServed',
        `the operator does not look after namespace "${instance.metadata.namespace}"; its administrator lists it in watchNamespaces, or make the instance elsewhere`,
      );
    }
    if (acceptance.kind === 'refused') return blocked(acceptance.reason, acceptance.message);
    const [namespace] = former;
    if (namespace !== undefined) {
      return blocked(
        'FormerInstanceFound',
        `namespace "${namespace}" still holds the plane of an earlier instance of this name; delete that namespace, or choose another name`,
      );
    }
    return met('Accepted', 'the spec can be carried out');
  },
};
