import { finalizers } from '../../../api/names.ts';
import { act, met, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const finalizerHeld: Step<MemberObserved, MemberAction> = {
  condition: 'SpecAccepted',
  judge({ member }) {
    return member.metadata.finalizers?.includes(finalizers.memberCluster) === true
      ? met('Accepted', 'the spec can be carried out')
      : act('Progressing', 'taking responsibility for the membership', { kind: 'holdFinalizer' });
  },
};
