import { met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

/** Judged by what answers, not by Pods. While it starts it is asked often: each look is one request. */
export const apiServerReady: InstanceStep = {
  condition: 'APIServerReady',
  judge({ plane, helm, workloads }) {
    switch (plane.kind) {
      case 'answered':
        return met('APIServerAnswers', `the plane's API server answers, Kubernetes ${plane.value.kubernetes}`);
      case 'notAsked':
        return wait('Pending', 'waits for the first release', 2_000);
      case 'unreachable': {
        const starting = helm.kind === 'deployed' && helm.stage === 'Foundation';
        const trouble =
          workloads.kind === 'present' ? workloads.value.find((one) => one.trouble !== undefined)?.trouble : undefined;
        const why = trouble ?? plane.why;
        return starting
          ? wait('APIServerStarting', `the plane's API server does not answer yet: ${why}`, 150)
          : wait('PlaneUnreachable', `the plane's API server does not answer: ${why}`, 5_000);
      }
    }
  },
};
