import { describe, expect, test } from '@jest/globals';
import { componentKeys } from '../../../operator/src/api/names.ts';
import { reservedArgs } from '../../../operator/src/api/instance/reserved-args.ts';
import { render } from './render.ts';

const scheduler = (settings: object) => ({ components: { karmadaScheduler: settings } });
const withArg = (name: unknown, value: unknown = 'x') => scheduler({ extraArgs: [{ name, value }] });

const hostile: readonly (readonly [string, Parameters<typeof render>[0]])[] = [
  ['a key that the chart does not know', { shell: 'sh' }],
  ['a component that does not exist', { components: { sidecar: { image: 'a:b' } } }],
  ['a setting that does not exist', scheduler({ command: ['sh'] })],
  ['a stage that does not exist', { stage: 'full' }],
  ['an image without a tag', scheduler({ image: 'docker.io/karmada/karmada-scheduler' })],
  ['an image with a line break', scheduler({ image: 'a:b\n      securityContext: {privileged: true}' })],
  ['an image with a quote', scheduler({ image: 'a:b"' })],
  ['no replica', scheduler({ replicas: 0 })],
  ['an even etcd', { components: { etcd: { replicas: 2 } } }],
  ['a quantity that is none', { components: { etcd: { storage: { size: '5Gi\n  a: b' } } } }],
  ['a storage class that is no name', { components: { etcd: { storage: { size: '5Gi', storageClassName: 'a b' } } } }],
  ['a claim among resources', scheduler({ resources: { claims: [{ name: 'gpu' }] } })],
  ['a label outside of our domain', { labels: { 'app.kubernetes.io/component': 'etcd' } }],
  ['a label value with a line break', { labels: { 'slipway.dev/instance': 'a\nb: c' } }],
  ['an operator namespace that is none', { operatorNamespace: 'a\n        - {}' }],
  ['a node port out of range', { exposure: { type: 'NodePort', nodePort: 70000 } }],
  ['an exposure that the chart cannot make', { exposure: { type: 'LoadBalancer' } }],
  ['no members at all, which a policy would read as all', { networkPolicy: { memberCIDRs: [] } }],
  ['a range that is none', { networkPolicy: { memberCIDRs: ['everywhere'] } }],
  ['a digest that is none', { certificates: { scheduler: { digest: 'abc' } } }],
  ['an argument with dashes', withArg('--v')],
  ['an argument with its value', withArg('v=4')],
  ['an argument in capitals', withArg('V')],
  ['an argument with an underscore, which Go reads as a dash', withArg('leader_elect')],
  ['an argument with a line break in its value', withArg('v', '4\n- --kubeconfig=/x')],
  ['an argument whose value is a number', withArg('v', 4)],
  ['more arguments than can be meant', scheduler({ extraArgs: Array(65).fill({ name: 'v', value: '4' }) })],
];

test.each(hostile)('%s is refused', async (_, values) => {
  await expect(render(values)).rejects.toThrow("values don't meet the specifications of the schema");
});

test('a release name that makes Service names too long is refused', async () => {
  await expect(render({}, 'a'.repeat(41))).rejects.toThrow('the release name is longer than 40 characters');
});

describe('arguments that the operator answers for', () => {
  const more = [
    'kubeconfig',
    'tls-min-version',
    'profiling',
    'insecure-skip-estimator-verify',
    'unsafe-no-fsync',
    'version',
  ];

  test.each(componentKeys)('%s: none of them is taken', async (key) => {
    const names = [...new Set([...reservedArgs[key], ...more])];
    const extraArgs = names.map((name) => ({ name, value: 'x' }));
    const refusal = render({ components: { [key]: { extraArgs: extraArgs.slice(0, 64) } } });
    const message = await refusal.then(
      () => '',
      (error: unknown) => String(error),
    );
    for (const [index, name] of names.slice(0, 64).entries())
      expect({ name, refused: message.includes(`/${key}/extraArgs/${index}/name': 'not' failed`) }).toEqual({
        name,
        refused: true,
      });
  });

  test.each([
    'v',
    'feature-gates',
    'kube-api-qps',
    'cluster-api-qps',
    'max-requests-inflight',
    'oidc-issuer-url',
    'quota-backend-bytes',
  ])('%s is free', async (name) => {
    await expect(render(withArg(name))).resolves.not.toHaveLength(0);
  });
});
