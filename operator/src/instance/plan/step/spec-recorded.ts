import { act, met, wait } from '../../../steps/verdict.ts';
import { sameWish } from '../accepted-record.ts';
import type { InstanceStep } from '../instance-step.ts';

/** Written before the release is changed for it: whatever becomes of the spec later, the plane can be kept alive by the last one that was accepted. */
export const specRecorded: InstanceStep = {
  condition: 'ReleaseReady',
  judge({ acceptance, recorded, helm }) {
    if (acceptance.kind === 'refused') return wait('Pending', 'waits for a spec that can be carried out', 30_000);
    // The first one is written together with the first release.
    if (helm.kind === 'absent') return met('Installed', 'no plane runs by a spec yet');
    if (recorded.kind === 'unreadable')
      return wait('HostUnreachable', `the accepted spec cannot be read: ${recorded.why}`, 2_000);
    if (recorded.kind === 'present' && sameWish(recorded.value, acceptance.spec))
      return met('Installed', 'the accepted spec is kept beside the release');
    return act('Updating', 'keeping the accepted spec beside the release', {
      kind: 'recordSpec',
      spec: acceptance.spec,
    });
  },
};
