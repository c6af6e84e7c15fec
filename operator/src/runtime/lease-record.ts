import type { KubeObject, ObjectKey, Resource } from './kube-types.ts';
import { microTime } from './micro-time.ts';

export const leases: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
};

export interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

export interface Lease extends KubeObject {
  readonly spec?: LeaseSpec;
}

export function newLease(key: ObjectKey, spec: LeaseSpec): Lease {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: key, spec };
}

/** The spec by which `identity` takes or keeps the lease that was last seen as `before`. */
export function heldBy(
  identity: string,
  before: LeaseSpec,
  time: { readonly leaseMs: number; readonly wall: Date },
): LeaseSpec {
  const now = microTime(time.wall);
  const kept = before.holderIdentity === identity;
  return {
    holderIdentity: identity,
    leaseDurationSeconds: Math.ceil(time.leaseMs / 1000),
    acquireTime: kept ? (before.acquireTime ?? now) : now,
    renewTime: now,
    leaseTransitions: (before.leaseTransitions ?? 0) + (kept || before.holderIdentity === undefined ? 0 : 1),
  };
}

/** Nobody's: the next one need not wait. */
export function released(before: LeaseSpec, wall: Date): LeaseSpec {
  const now = microTime(wall);
  return {
    holderIdentity: '',
    leaseDurationSeconds: 1,
    acquireTime: now,
    renewTime: now,
    leaseTransitions: before.leaseTransitions ?? 0,
  };
}
