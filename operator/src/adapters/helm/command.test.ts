import { describe, expect, test } from '@jest/globals';
import { applyArgs, removeArgs } from './command.ts';

const desired = {
  name: 'demo',
  namespace: 'demo-1a2b3c4d',
  chartDir: '/charts/karmada',
  values: { etcd: { size: '10Gi' } },
  labels: { stage: 'all', chartDigest: 'sha256-aa', valuesDigest: 'sha256-bb' },
};

describe('apply', () => {
  test('is this command and no other', () => {
    expect(applyArgs(desired)).toEqual([
      'upgrade',
      '--install',
      '--namespace=demo-1a2b3c4d',
      '--values=-',
      '--reset-values',
      '--wait=hookOnly',
      '--server-side=true',
      '--force-conflicts',
      '--history-max=2',
      '--hide-notes',
      '--timeout=2m',
      '--labels=slipway.dev/stage=all',
      '--labels=slipway.dev/chart-digest=sha256-aa',
      '--labels=slipway.dev/values-digest=sha256-bb',
      '--',
      'demo',
      '/charts/karmada',
    ]);
  });

  test('has no value in its arguments', () => {
    expect(applyArgs(desired).join(' ')).not.toContain('10Gi');
  });

  test.each(['--post-renderer=evil', '-n', '$(touch x)', 'a b', ';'])('takes the name %p for a name only', (name) => {
    const args = applyArgs({ ...desired, name });
    expect(args.slice(args.indexOf('--'))).toEqual(['--', name, '/charts/karmada']);
    expect(args.slice(0, args.indexOf('--'))).toEqual(applyArgs(desired).slice(0, -3));
  });
});

test('remove runs no hooks and waits for nothing', () => {
  expect(removeArgs('demo-1a2b3c4d', 'demo')).toEqual([
    'uninstall',
    '--namespace=demo-1a2b3c4d',
    '--no-hooks',
    '--ignore-not-found',
    '--cascade=background',
    '--wait=hookOnly',
    '--timeout=2m',
    '--',
    'demo',
  ]);
});

test.each([
  ['apply', applyArgs(desired)],
  ['remove', removeArgs('ns', 'demo')],
])('%s never rolls back, never debugs, never takes what is not ours', (_what, args) => {
  const banned =
    /^(rollback|--rollback-on-failure|--atomic|--debug|--take-ownership|--force-replace|--output|--set|--create-namespace)/;
  expect(args.filter((arg) => banned.test(arg))).toEqual([]);
});
