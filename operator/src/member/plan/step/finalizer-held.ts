import { finalizers } from '../../../api/names.ts';
import { hasFinalizer } from '../../../steps/has-finalizer.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

export const finalizerHeld: MemberStep = {
  condition: 'SpecAccepted',
  judge({ member }) {
    return hasFinalizer(member, finalizers.memberCluster)
      ? met('Accepted', 'the spec can be carried out')
      : act('TakingCharge', 'taking responsibility for the membership', { kind: 'holdFinalizer' });
  },
};
