import { act, met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { Plane } from '../observed.ts';

export const planeObjectsReady: InstanceStep = {
  condition: 'PlaneObjectsReady',
  judge({ plane, effective }) {
    if (plane.kind !== 'answered') return wait('Pending', 'waits for the plane’s API server', 2_000);
    const why = reasonToApply(plane.value);
    if (why !== undefined) {
      return effective === undefined
        ? wait('Pending', 'waits for a spec that can be carried out', 30_000)
        : act('ApplyingObjects', why, { kind: 'applyPlaneObjects', version: effective.entry.karmada });
    }
    const { objects } = plane.value;
    if (objects.kind !== 'present') {
      return wait(
        'PlaneUnreachable',
        `what stands in the plane cannot be listed${objects.kind === 'unreadable' ? `: ${objects.why}` : ''}`,
        2_000,
      );
    }
    const [pending] = objects.value.pending;
    return pending === undefined
      ? met('ObjectsApplied', 'Karmada’s objects stand in the plane')
      : wait('ApplyingObjects', `CustomResourceDefinition "${pending}" is not established yet`, 300);
  },
};

/** The marker tells that all were applied once, not that all are still there. */
function reasonToApply({ objectsDigest, wantedObjectsDigest, objects, clusterAPI }: Plane): string | undefined {
  if (objectsDigest === undefined) return 'applying Karmada’s objects to the plane';
  if (objectsDigest !== wantedObjectsDigest) return 'bringing Karmada’s objects in the plane up to date';
  const gone = objects.kind === 'present' ? objects.value.absent[0] : undefined;
  if (gone !== undefined) return `${gone} is gone; applying Karmada’s objects again`;
  return clusterAPI === 'Absent' ? 'the APIService of Cluster is gone; applying Karmada’s objects again' : undefined;
}
