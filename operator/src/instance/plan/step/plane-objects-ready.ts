import { act, met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const planeObjectsReady: InstanceStep = {
  condition: 'PlaneObjectsReady',
  judge({ plane, effective }) {
    if (plane.kind !== 'answered') return wait('Pending', 'waits for the plane’s API server', 2_000);
    const { objectsDigest, wantedObjectsDigest, crdsMissing } = plane.value;
    if (objectsDigest !== wantedObjectsDigest) {
      if (effective === undefined) return wait('Pending', 'waits for a spec that can be carried out', 30_000);
      const why =
        objectsDigest === undefined
          ? 'applying Karmada’s objects to the plane'
          : 'bringing Karmada’s objects in the plane up to date';
      return act('ApplyingObjects', why, { kind: 'applyPlaneObjects', version: effective.entry.karmada });
    }
    const [missing] = crdsMissing;
    return missing === undefined
      ? met('ObjectsApplied', 'Karmada’s objects stand in the plane')
      : wait('ApplyingObjects', `CustomResourceDefinition "${missing}" is not established yet`, 300);
  },
};
