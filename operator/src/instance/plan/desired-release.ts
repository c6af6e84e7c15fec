import { canonical, digest } from '../../steps/digest.ts';
import type { InstanceAction } from './action.ts';
import type { Effective, Observed } from './observed.ts';
import { chartValues, type ChartSettings, type Stage } from './values.ts';

type ApplyRelease = Extract<InstanceAction, { kind: 'applyRelease' }>;

/** The release as one stage wants it; its labels tell a later pass whether anything has changed. */
export function desiredRelease(
  observed: Observed,
  effective: Effective,
  stage: Stage,
  settings: ChartSettings,
): ApplyRelease {
  const values = chartValues(effective, observed, stage, settings);
  const { chart } = effective.entry;
  return {
    kind: 'applyRelease',
    chart: chart.name,
    desired: {
      name: observed.release,
      namespace: observed.hostNamespace,
      values,
      labels: { stage, chartDigest: labelDigest(chart.digest), valuesDigest: digest(JSON.parse(canonical(values))) },
    },
  };
}

/** `sha256:<hex>` in the catalogue; a label holds at most 63 characters and no colon. */
export function labelDigest(catalogueDigest: string): string {
  return catalogueDigest.replace('sha256:', '').slice(0, 40);
}
