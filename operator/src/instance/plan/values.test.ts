import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anInstance, entry, observed, present } from '../../../test/observed.ts';
import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import { componentKeys } from '../../api/names.ts';
import { chartValues } from './values.ts';

interface Values {
  readonly availability: string;
  readonly exposure: object;
  readonly networkPolicy: object;
  readonly operatorNamespace: string;
  readonly labels: object;
  readonly certificates: object;
  readonly components: Readonly<
    Record<
      string,
      {
        readonly replicas?: number;
        readonly image: string;
        readonly storage?: object;
        readonly resources?: object;
        readonly extraArgs?: object;
      }
    >
  >;
}

const settings = { operatorNamespace: 'slipway-system' };
const home = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } } };

const argo = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } } };

function values(spec: Partial<KarmadaInstanceSpec> = {}): Values {
  const instance = anInstance({ spec });
  return chartValues({ spec: instance.spec, entry }, observed({ instance }), 'Full', settings) as Values;
}

test('the least spec', () => {
  const { components, ...rest } = values();
  expect(rest).toEqual({
    stage: 'Full',
    availability: 'Single',
    labels: { 'slipway.dev/instance': 'demo', 'slipway.dev/instance-id': 'aaaaaaaa' },
    operatorNamespace: 'slipway-system',
    exposure: { type: 'ClusterIP', nodePort: 0 },
    networkPolicy: { enabled: true, allowFrom: [home] },
    certificates: { scheduler: { digest: '' } },
  });
  expect(Object.keys(components)).toEqual([...componentKeys]);
  expect(components['etcd']).toEqual({ image: entry.images.etcd, storage: { size: '5Gi' } });
  expect(components['karmadaScheduler']).toEqual({ image: entry.images.karmadaScheduler, replicas: 1 });
});

test.each<[string, Partial<KarmadaInstanceSpec>, object]>([
  [
    'availability doubles what can be doubled',
    { placement: { availability: 'Node' } },
    { availability: 'Node', components: { karmadaScheduler: { replicas: 2 }, karmadaAPIServer: { replicas: 2 } } },
  ],
  [
    'a count of its own wins',
    { placement: { availability: 'Zone' }, components: { karmadaScheduler: { replicas: 3 } } },
    { components: { karmadaScheduler: { replicas: 3 }, karmadaWebhook: { replicas: 2 } } },
  ],
  [
    'a node port that is asked for',
    { exposure: { type: 'NodePort', port: 31000 } },
    { exposure: { type: 'NodePort', nodePort: 31000 } },
  ],
  [
    'a node port that the host picks',
    { exposure: { type: 'NodePort' } },
    { exposure: { type: 'NodePort', nodePort: 0 } },
  ],
  [
    'a port without a node port is no node port',
    { exposure: { host: 'demo.example.org', port: 8443 } },
    { exposure: { type: 'ClusterIP', nodePort: 0 } },
  ],
  ['no policies', { isolation: { networkPolicy: 'Disabled' } }, { networkPolicy: { enabled: false } }],
  [
    'storage',
    { etcd: { storage: { size: '20Gi', storageClassName: 'fast' } } },
    { components: { etcd: { storage: { size: '20Gi', storageClassName: 'fast' } } } },
  ],
  [
    'resources and arguments',
    {
      components: {
        karmadaWebhook: { resources: { limits: { memory: '1Gi' } }, extraArgs: [{ name: 'v', value: '4' }] },
      },
    },
    {
      components: {
        karmadaWebhook: { resources: { limits: { memory: '1Gi' } }, extraArgs: [{ name: 'v', value: '4' }] },
      },
    },
  ],
])('%s', (_, spec, expected) => expect(values(spec)).toMatchObject(expected));

test.each<[string, Partial<KarmadaInstanceSpec>, readonly object[]]>([
  ['its own namespace', {}, [home]],
  ['and whom the spec names', { isolation: { allowFrom: [argo] } }, [home, argo]],
  ['everybody with a node port', { exposure: { type: 'NodePort' } }, []],
  [
    'but not where the spec says who',
    { exposure: { type: 'NodePort' }, isolation: { allowFrom: [argo] } },
    [home, argo],
  ],
  ['and nobody else where it says so', { exposure: { type: 'NodePort' }, isolation: { allowFrom: [] } }, [home]],
])('who reaches the plane: %s', (_, spec, allowFrom) => {
  expect(values(spec).networkPolicy).toEqual({ enabled: true, allowFrom });
});

test('only the scheduler is rolled by its certificate', () => {
  const keys = present({
    root: 'present' as const,
    secrets: [
      {
        name: 'demo-scheduler-pki',
        state: 'good' as const,
        certificates: [{ name: 's', notAfter: '', renewAfter: '', fingerprint: 'f1' }],
      },
    ],
  });
  const made = chartValues({ spec: { version: 'v1.18.1' }, entry }, observed({ keys }), 'Foundation', settings);
  expect(made).toMatchObject({ stage: 'Foundation', certificates: { scheduler: { digest: 'f1' } } });
});

test('every name is one that the chart’s schema knows', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../charts/karmada/values.schema.json'), 'utf8'),
  ) as { readonly properties: Readonly<Record<string, unknown>> };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(values())));
});
