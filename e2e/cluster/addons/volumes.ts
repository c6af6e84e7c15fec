// Decides which volumes to make and which to remove. The scheduler picks the node, the controller manager binds.
import { z } from 'zod';
import type { KubeObject } from '../kube/object-path.ts';
import { provisioner, storageClass } from './storage-class.ts';

export const Claim = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({
    storageClassName: z.string().optional(),
    volumeName: z.string().optional(),
    accessModes: z.array(z.string()),
    volumeMode: z.string().optional(),
    resources: z.object({ requests: z.object({ storage: z.string() }) }),
  }),
});
export type Claim = z.infer<typeof Claim>;

export const Volume = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  status: z.object({ phase: z.string().optional() }).optional(),
});
export type Volume = z.infer<typeof Volume>;

export const selectedNode = 'volume.kubernetes.io/selected-node';
const provisionedBy = 'pv.kubernetes.io/provisioned-by';

/** Claims of our class that a Pod waits for and that have no volume yet. */
export function claimsToServe(claims: readonly Claim[], volumes: readonly Volume[]): readonly Claim[] {
  const made = new Set(volumes.map(({ metadata }) => metadata.name));
  return claims.filter(
    ({ metadata, spec }) =>
      spec.storageClassName === storageClass.metadata.name &&
      spec.volumeName === undefined &&
      spec.volumeMode !== 'Block' &&
      metadata.deletionTimestamp === undefined &&
      metadata.annotations?.[selectedNode] !== undefined &&
      !made.has(volumeName(metadata.uid)),
  );
}

/** Our volumes whose claim is gone. */
export function volumesToRemove(volumes: readonly Volume[]): readonly string[] {
  return volumes
    .filter(
      ({ metadata, status }) => metadata.annotations?.[provisionedBy] === provisioner && status?.phase === 'Released',
    )
    .map(({ metadata }) => metadata.name);
}

export function volumeName(claimUid: string): string {
  return `pvc-${claimUid}`;
}

/** The volume for a claim: a folder of the node. */
export function volumeFor({ metadata, spec }: Claim, path: string): KubeObject {
  const node = metadata.annotations?.[selectedNode] ?? '';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeName(metadata.uid), annotations: { [provisionedBy]: provisioner } },
    spec: {
      capacity: { storage: spec.resources.requests.storage },
      accessModes: spec.accessModes,
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: storageClass.metadata.name,
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
      },
      local: { path },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
          ],
        },
      },
    },
  };
}
