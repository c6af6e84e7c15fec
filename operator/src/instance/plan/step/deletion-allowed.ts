import { isDeletionHeld } from '../../../fleet/instance-deletion.ts';
import { blocked, met } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

/** A tool that prunes must not take a plane down that the spec says to leave alone. */
export const deletionAllowed: InstanceStep = {
  condition: 'SpecAccepted',
  judge({ instance }) {
    return instance.metadata.deletionTimestamp !== undefined && isDeletionHeld(instance)
      ? blocked('ObserveOnly', 'managementPolicy is ObserveOnly; the deletion waits until it is Full')
      : met('Accepted', 'the spec can be carried out');
  },
};
