import { finalizers } from '../../../api/names.ts';
import { act, met } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

export const finalizerReleased: MemberStep = {
  condition: 'SpecAccepted',
  undoes: true,
  judge({ member }) {
    return member.metadata.finalizers?.includes(finalizers.memberCluster) === true
      ? act('Leaving', 'the membership is over', { kind: 'releaseFinalizer' })
      : met('Left', 'the membership is over');
  },
};
