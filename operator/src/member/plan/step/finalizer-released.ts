import { finalizers } from '../../../api/names.ts';
import { hasFinalizer } from '../../../steps/has-finalizer.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

export const finalizerReleased: MemberStep = {
  condition: 'SpecAccepted',
  undoes: true,
  judge({ member }) {
    return hasFinalizer(member, finalizers.memberCluster)
      ? act('Leaving', 'the membership is over', { kind: 'releaseFinalizer' })
      : met('Left', 'the membership is over');
  },
};
