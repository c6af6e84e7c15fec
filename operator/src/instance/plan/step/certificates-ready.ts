import { instanceDefaults } from '../../../api/defaults.ts';
import { parseDuration } from '../../../api/duration.ts';
import { act, blocked, met, upkeep, wait } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { InstanceStep } from '../instance-step.ts';

export const certificatesReady: InstanceStep = {
  condition: 'CertificatesReady',
  judge({ keys, namespace, effective, helm, instance }) {
    if (namespace.kind !== 'present' || !namespace.value.bound)
      return wait('Pending', 'waits for the namespace', 1_000);
    if (keys.kind !== 'present')
      return wait(
        'HostUnreachable',
        `the plane's Secrets cannot be read${keys.kind === 'unreadable' ? `: ${keys.why}` : ''}`,
        2_000,
      );
    const { root, secrets } = keys.value;
    const secret = `Secret "${instance.metadata.name}-ca"`;
    if (root === 'broken')
      return blocked('AuthorityLost', `${secret} with the plane's authorities lacks a part; restore it from a backup`);
    if (root === 'absent' && helm.kind === 'unreadable')
      return wait('ReleaseUnreadable', `it cannot be told whether the plane runs already: ${helm.why}`, 2_000);
    if (root === 'absent' && helm.kind !== 'absent') {
      return blocked(
        'AuthorityLost',
        `the plane runs but ${secret} is gone; restore it from a backup: a new authority would cut off every member`,
      );
    }
    const wanting = secrets.filter(({ state }) => state !== 'good').map(({ name }) => name);
    if (root === 'present' && wanting.length === 0)
      return met('CertificatesIssued', 'every certificate is valid and none is due');
    const lifeMs = parseDuration(effective?.spec.certificates?.leafDuration ?? instanceDefaults.leafDuration) ?? 0;
    const action: InstanceAction = { kind: 'issueKeys', secrets: wanting, lifeMs };
    const allThere = root === 'present' && secrets.every(({ state }) => state === 'good' || state === 'due');
    return allThere
      ? upkeep('IssuingCertificates', 'renewing certificates', action)
      : act('IssuingCertificates', 'issuing certificates', action);
  },
};
