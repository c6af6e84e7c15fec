import type { ReleaseLabels } from './port.ts';

/** Labels on the release records; Helm carries them from revision to revision. */
export const labelKeys = {
  stage: 'slipway.dev/stage',
  chartDigest: 'slipway.dev/chart-digest',
  valuesDigest: 'slipway.dev/values-digest',
} as const satisfies Record<keyof ReleaseLabels, string>;
