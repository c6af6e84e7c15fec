import type { MemberReason } from '../../api/conditions.ts';
import type { Draft } from '../../steps/conditions.ts';
import type { MemberObserved } from '../plan/observed.ts';

/** Tells and holds nothing up: an older cluster mostly works. undefined where the catalogue does not know the plane's version. */
export function versionSupported(
  { instance, testedVersions }: Pick<MemberObserved, 'instance' | 'testedVersions'>,
  kubernetes: string | undefined,
): (Draft & { readonly type: 'VersionSupported'; readonly reason: MemberReason }) | undefined {
  if (instance.kind !== 'present' || testedVersions === undefined) return undefined;
  const type = 'VersionSupported';
  const minor = minorOf(kubernetes);
  if (minor === undefined)
    return { type, status: 'Unknown', reason: 'Pending', message: 'the version of the cluster is not known yet' };
  const { min, max } = testedVersions;
  const tested = minor >= (minorOf(min) ?? 0) && minor <= (minorOf(max) ?? Infinity);
  const range = `Karmada ${instance.value.version} was tested with Kubernetes ${min} to ${max}`;
  return tested
    ? { type, status: 'True', reason: 'VersionTested', message: range }
    : { type, status: 'False', reason: 'VersionUntested', message: `${range}, and the cluster has ${kubernetes}` };
}

/** Of `v1.35.4` or `1.35`: 35. There is no second major. */
function minorOf(version: string | undefined): number | undefined {
  const digits = /^v?1\.(\d{1,4})\b/.exec(version ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
