import { finalizers } from '../../../api/names.ts';
import { hasFinalizer } from '../../../steps/has-finalizer.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const finalizerHeld: InstanceStep = {
  condition: 'SpecAccepted',
  judge({ instance }) {
    return hasFinalizer(instance, finalizers.karmadaInstance)
      ? met('Accepted', 'the spec can be carried out')
      : act('TakingCharge', 'taking responsibility for the plane', { kind: 'holdFinalizer' });
  },
};
