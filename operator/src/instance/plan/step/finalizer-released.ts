import { finalizers } from '../../../api/names.ts';
import { hasFinalizer } from '../../../steps/has-finalizer.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const finalizerReleased: InstanceStep = {
  condition: 'SpecAccepted',
  undoes: true,
  judge({ instance }) {
    return hasFinalizer(instance, finalizers.karmadaInstance)
      ? act('Deleting', 'nothing of the plane is left', { kind: 'releaseFinalizer' })
      : met('Removed', 'nothing of the plane is left');
  },
};
