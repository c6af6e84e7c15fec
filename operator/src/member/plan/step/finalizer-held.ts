import { finalizers } from '../../../api/names.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

export const finalizerHeld: MemberStep = {
  condition: 'SpecAccepted',
  judge({ member }) {
    return member.metadata.finalizers?.includes(finalizers.memberCluster) === true
      ? met('Accepted', 'the spec can be carried out')
      : act('TakingCharge', 'taking responsibility for the membership', { kind: 'holdFinalizer' });
  },
};
