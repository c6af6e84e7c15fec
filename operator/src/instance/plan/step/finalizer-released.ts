import { finalizers } from '../../../api/names.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const finalizerReleased: InstanceStep = {
  condition: 'SpecAccepted',
  undoes: true,
  judge({ instance }) {
    return instance.metadata.finalizers?.includes(finalizers.karmadaInstance) === true
      ? act('Deleting', 'nothing of the plane is left', { kind: 'releaseFinalizer' })
      : met('Removed', 'nothing of the plane is left');
  },
};
