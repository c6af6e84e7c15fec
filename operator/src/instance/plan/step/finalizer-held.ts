import { finalizers } from '../../../api/names.ts';
import { act, met, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const finalizerHeld: Step<Observed, InstanceAction> = {
  condition: 'SpecAccepted',
  judge({ instance }) {
    return instance.metadata.finalizers?.includes(finalizers.karmadaInstance) === true
      ? met('Accepted', 'the spec can be carried out')
      : act('Progressing', 'taking responsibility for the plane', { kind: 'holdFinalizer' });
  },
};
