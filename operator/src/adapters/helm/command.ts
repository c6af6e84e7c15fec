import { labelKeys } from './label-keys.ts';
import type { DesiredRelease } from './port.ts';

/**
 * Arguments of `helm upgrade --install`, values excluded: they go by stdin.
 * Only hooks are waited for: readiness is judged from the cluster, and Helm's own watchers hang on kinds without kstatus.
 */
export function applyArgs({ name, namespace, chartDir, labels }: DesiredRelease): readonly string[] {
  return [
    'upgrade',
    '--install',
    `--namespace=${namespace}`,
    '--values=-',
    '--reset-values',
    '--wait=hookOnly',
    '--server-side=true',
    '--force-conflicts',
    '--history-max=2',
    '--hide-notes',
    '--timeout=2m',
    `--labels=${labelKeys.stage}=${labels.stage}`,
    `--labels=${labelKeys.chartDigest}=${labels.chartDigest}`,
    `--labels=${labelKeys.valuesDigest}=${labels.valuesDigest}`,
    '--',
    name,
    chartDir,
  ];
}

/** Without hooks: a chart's post-delete hook runs with our rights and has deleted namespaces of others (karmada#7618). */
export function removeArgs(namespace: string, name: string): readonly string[] {
  return [
    'uninstall',
    `--namespace=${namespace}`,
    '--no-hooks',
    '--ignore-not-found',
    '--cascade=background',
    '--wait=hookOnly',
    '--timeout=2m',
    '--',
    name,
  ];
}
