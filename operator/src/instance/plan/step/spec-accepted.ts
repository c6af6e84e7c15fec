import { blocked, met, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const specAccepted: Step<Observed, InstanceAction> = {
  condition: 'SpecAccepted',
  judge({ acceptance, former }) {
    if (acceptance.kind === 'refused') return blocked(acceptance.reason, acceptance.message);
    const [namespace] = former;
    if (namespace !== undefined) {
      return blocked('FormerInstanceFound', `namespace "${namespace}" still holds the plane of an earlier instance of this name; delete that namespace, or choose another name`);
    }
    return met('Accepted', 'the spec can be carried out');
  },
};
