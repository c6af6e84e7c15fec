import { instanceDefaults } from '../../../api/defaults.ts';
import { parseDuration } from '../../../api/duration.ts';
import { act, blocked, met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const certificatesReady: Step<Observed, InstanceAction> = {
  condition: 'CertificatesReady',
  judge({ keys, namespace, effective, helm, instance }) {
    if (namespace.kind !== 'present' || !namespace.value.bound) return wait('Pending', 'waits for the namespace', 1_000);
    if (keys.kind === 'unreadable') return wait('HostUnreadable', `the plane's Secrets cannot be read: ${keys.why}`, 2_000);
    if (keys.kind === 'present' && keys.value.root === 'broken') {
      return blocked('AuthorityIncomplete', `the Secret with the plane's authorities lacks a part; restore Secret "${instance.metadata.name}-ca" from a backup`);
    }
    if (keys.kind === 'present' && keys.value.root === 'absent' && helm.kind !== 'absent') {
      return blocked('AuthorityLost', `the plane runs but Secret "${instance.metadata.name}-ca" is gone; restore it from a backup: a new authority would cut off every member`);
    }
    const wanting = keys.kind === 'present' ? keys.value.secrets.filter(({ state }) => state !== 'good') : [];
    if (keys.kind === 'present' && keys.value.root === 'present' && wanting.length === 0) {
      return met('Valid', 'every certificate is valid and none is due');
    }
    const duration = effective?.spec.certificates?.leafDuration ?? instanceDefaults.leafDuration;
    const lifeMs = parseDuration(duration) ?? 0;
    return act('Issuing', 'issuing certificates', { kind: 'issueKeys', secrets: wanting.map(({ name }) => name), lifeMs });
  },
};
