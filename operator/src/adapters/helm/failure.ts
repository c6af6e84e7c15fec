import { chartError } from './chart-error.ts';
import { failureRules } from './failure-rules.ts';
import type { Outcome, ReleaseFailureReason } from './port.ts';
import type { HelmRun } from './run-helm.ts';
import { schemaError } from './schema-error.ts';
import { withoutValues } from './without-values.ts';

/** What a run of Helm means. `values` are what it was given: none of their texts gets into the message. */
export function outcomeOf(run: HelmRun, values: object): Outcome {
  switch (run.kind) {
    case 'exited':
      return run.code === 0 ? { kind: 'done' } : failureFrom(errorText(run.stderr), values);
    case 'stopped':
      return run.by === 'caller'
        ? failed('transient', 'Cancelled', 'helm was stopped because the operator stops or has new work')
        : failed('transient', 'Timeout', 'helm did not end in time and was stopped');
    case 'killed':
      return failed('transient', 'HelmFailed', 'helm was killed, most likely for lack of memory');
    case 'notStarted':
      return failed(
        run.code === 'ENOENT' || run.code === 'EACCES' ? 'terminal' : 'transient',
        'HelmUnavailable',
        `helm cannot be started (${run.code})`,
      );
  }
}

export type Failure = Extract<Outcome, { kind: 'failed' }>;

export function failed(retry: Failure['retry'], reason: ReleaseFailureReason, message: string): Failure {
  return { kind: 'failed', retry, reason, message };
}

function failureFrom(error: string, values: object): Outcome {
  const schema = schemaError(error);
  if (schema !== undefined) return failed('terminal', 'ValuesRejected', schema);

  const chart = chartError(error, values);
  if (chart !== undefined) return failed('terminal', 'ChartNotRenderable', `the chart cannot be rendered: ${chart}`);

  for (const { pattern, retry, reason, message } of failureRules) {
    const found = pattern.exec(error);
    if (found !== null) return failed(retry, reason, message(found.groups ?? {}));
  }
  const [line = ''] = error.split('\n');
  return failed(
    'transient',
    'HelmFailed',
    `helm failed: ${withoutValues(line, values).slice(0, 200) || 'no reason given'}`,
  );
}

/** Helm's error is its last word; warnings and log lines come before it. */
function errorText(stderr: string): string {
  const start = stderr.lastIndexOf('\nError: ');
  const error = stderr.startsWith('Error: ') && start === -1 ? stderr : stderr.slice(start + 1);
  return error.replace(/^Error: (?:(?:UPGRADE|INSTALLATION) FAILED: )?/, '').slice(0, 8192);
}
