import { finalizers } from '../../../api/names.ts';
import { act, met, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const finalizerReleased: Step<MemberObserved, MemberAction> = {
  condition: 'SpecAccepted',
  judge({ member }) {
    return member.metadata.finalizers?.includes(finalizers.memberCluster) === true
      ? act('Leaving', 'the membership is over', { kind: 'releaseFinalizer' })
      : met('Released', 'the membership is over');
  },
};
