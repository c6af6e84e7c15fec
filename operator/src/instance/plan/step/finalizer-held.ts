import { finalizers } from '../../../api/names.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const finalizerHeld: InstanceStep = {
  condition: 'SpecAccepted',
  judge({ instance }) {
    return instance.metadata.finalizers?.includes(finalizers.karmadaInstance) === true
      ? met('Accepted', 'the spec can be carried out')
      : act('TakingCharge', 'taking responsibility for the plane', { kind: 'holdFinalizer' });
  },
};
