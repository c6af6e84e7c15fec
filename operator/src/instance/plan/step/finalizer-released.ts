import { finalizers } from '../../../api/names.ts';
import { act, met, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const finalizerReleased: Step<Observed, InstanceAction> = {
  condition: 'SpecAccepted',
  judge({ instance }) {
    return instance.metadata.finalizers?.includes(finalizers.karmadaInstance) === true
      ? act('Removed', 'nothing of the plane is left', { kind: 'releaseFinalizer' })
      : met('Removed', 'nothing of the plane is left');
  },
};
