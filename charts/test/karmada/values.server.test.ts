import { describe, expect, test } from '@jest/globals';
import { componentKeys } from '../../../operator/src/api/names.ts';
import { reservedArgs } from '../../../operator/src/api/instance/reserved-args.ts';
import { render, workloads } from './render.ts';

const scheduler = (settings: object) => ({ components: { karmadaScheduler: settings } });
const withArg = (name: unknown, value: unknown = '4') => scheduler({ extraArgs: [{ name, value }] });

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
  ['a level of logs that gives bodies away', withArg('v', '8')],
  ['a level of logs that is written otherwise', withArg('v', '+9')],
  ['more arguments than can be meant', scheduler({ extraArgs: Array(65).fill({ name: 'v', value: '4' }) })],
];

test.each(hostile)('%s is refused', async (_, values) => {
  await expect(render(values)).rejects.toThrow("values don't meet the specifications of the schema");
});

test('a release name that makes Service names too long is refused', async () => {
  await expect(render({}, 'a'.repeat(41))).rejects.toThrow('the release name is longer than 40 characters');
});

describe('arguments that the operator answers for', () => {
  /** A list may hold 64. */
  const chunks = (names: readonly string[]): readonly (readonly string[])[] =>
    names.length === 0 ? [] : [names.slice(0, 64), ...chunks(names.slice(64))];

  test.each(componentKeys)('%s: none of them is taken', async (key) => {
    for (const names of chunks(reservedArgs[key].map((name) => name.replace('*', 'x')))) {
      const extraArgs = names.map((name) => ({ name, value: 'x' }));
      const message = await render({ components: { [key]: { extraArgs } } }).then(
        () => '',
        (error: unknown) => String(error),
      );
      const taken = names.filter((_, index) => !message.includes(`/${key}/extraArgs/${index}/name': 'not' failed`));
      expect(taken).toEqual([]);
    }
  });

  test.each([
    ['karmadaScheduler', 'v', '7'],
    ['karmadaWebhook', 'feature-gates', 'AllAlpha=false'],
    ['karmadaControllerManager', 'cluster-api-qps', '80'],
    ['karmadaAPIServer', 'max-requests-inflight', '800'],
    ['karmadaAPIServer', 'service-account-max-token-expiration', '24h'],
    ['etcd', 'quota-backend-bytes', '4294967296'],
  ])('%s may be given %s=%s', async (key, name, value) => {
    const objects = await render({ components: { [key]: { extraArgs: [{ name, value }] } } });
    expect(workloads(objects).flatMap(({ spec }) => spec.template.spec.containers[0]?.args)).toContain(
      `--${name}=${value}`,
    );
  });
});
