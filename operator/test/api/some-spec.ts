import fc from 'fast-check';
import { reservedArgs } from '../../src/api/instance/reserved-args.ts';
import { componentKeys } from '../../src/api/names.ts';

// Values near the border of what is accepted, on both sides of it: that is where two readers would differ.
const texts = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const of = (...values: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
const words = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  texts('', 'a', 'A', 'a-b', '-', 'a.b', '\u{1F680}', 'a\n', 'ä', '__proto__', 'true'),
);
const long = (length: number): fc.Arbitrary<string> => fc.nat(2).map((more) => 'a'.repeat(length - 1 + more));
const name = fc.oneof(
  { weight: 4, arbitrary: texts('demo', 'eu-1', 'a', 'a.b', '1a') },
  words,
  long(253),
  long(48),
  long(40),
  long(63),
);

const duration = fc.oneof(
  {
    weight: 3,
    arbitrary: texts(
      '1h',
      '10m',
      '9m59s',
      '10s',
      '9.999s',
      '24h',
      '24h0m0.001s',
      '8760h',
      '8760h1ms',
      '59m59.999999999s',
      '60m',
      '720h',
      '1h30m',
      '0.5h',
      '90d',
      '1',
      '-1h',
      '+1h',
      '.5h',
      '5.h',
      '1H',
      '1h ',
    ),
  },
  fc.tuple(fc.nat(99999), texts('h', 'm', 's', 'ms', 'us', 'd', '')).map(([amount, unit]) => `${amount}${unit}`),
  words,
);
const quantity = fc.oneof(
  {
    weight: 3,
    arbitrary: texts(
      '5Gi',
      '0',
      '0Gi',
      '0.5Gi',
      '1e3',
      '5GB',
      '500m',
      '1.5',
      '.5',
      '5.',
      '-1',
      '+1',
      '1k',
      '1K',
      '999999999999999E',
      '0.001m',
      '0.000',
      '1Ki',
      '1n',
    ),
  },
  fc.tuple(fc.nat(), texts('', 'm', 'Mi', 'Gi', 'k', 'u')).map(([amount, unit]) => `${amount}${unit}`),
  words,
);
const amount: fc.Arbitrary<unknown> = fc.oneof(
  quantity,
  fc.integer(),
  of(0, 1, -1, 0.5, true, 999_999_999_999_999, 1_000_000_000_000_000),
);
const host = fc.oneof(
  {
    weight: 3,
    arbitrary: texts(
      'demo.example.org',
      '10.0.0.1',
      '256.0.0.1',
      'fd00::1',
      '::',
      '::ffff:1.2.3.4',
      '1.2.3',
      'a:1',
      'A.b',
      'a_b',
      'a..b',
      'a.1',
      'a.b-',
    ),
  },
  fc.domain(),
  fc.ipV4(),
  fc.ipV6(),
  long(253),
  words,
);
const url = fc.oneof(
  {
    weight: 3,
    arbitrary: texts(
      'https://a',
      'https://a:6443/x',
      'http://a',
      'https://u@a',
      'https://[fd00::1]:6443',
      'https://a?b',
      'https://a:0',
      'https://a:99999',
      'https://A',
    ),
  },
  host.map((authority) => `https://${authority}`),
  fc.webUrl(),
  words,
);

// Each field stands in about every third spec, and most are good, so that whole specs are accepted often enough.
const maybe = (good: fc.Arbitrary<unknown>, any: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: of(undefined) }, { weight: 30, arbitrary: good }, { weight: 3, arbitrary: any });
const choice = (...values: readonly string[]): fc.Arbitrary<unknown> =>
  maybe(of(...values), fc.oneof(words, of(false, 1, ...values.map((value) => value.toLowerCase()))));
const whole = (least: number, most: number): fc.Arbitrary<unknown> =>
  maybe(
    fc.integer({ min: least, max: most }),
    fc.oneof(
      of(least - 1, most + 1, least + 0.5, '1'),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  );

const goodArgs = fc
  .uniqueArray(of('v', 'feature-gates', 'kube-api-qps'), { maxLength: 3 })
  .map((names) => names.map((flag) => ({ name: flag, value: '1' })));
const anyArgs = (reserved: readonly string[]): fc.Arbitrary<unknown> =>
  fc.array(
    fc.record(
      {
        name: fc.oneof(
          of('v', '--v', 'v=1', 'a--b', 'a-', 'oidc', 'a-vmodule', ...reserved.map((flag) => flag.replace('*', 'x'))),
          long(64),
          words,
        ),
        value: fc.oneof(words, long(1024), of(4, '7', '8', '07', '')),
      },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 3 },
  );
const someAmounts = maybe(
  fc.record({ cpu: of('500m', 2), memory: of('1Gi') }),
  fc.record({ cpu: amount, memory: amount, 'ephemeral-storage': amount }, { requiredKeys: [] }),
);
const components = fc.record(
  Object.fromEntries(
    componentKeys.map((key) => [
      key,
      maybe(
        fc.record({
          ...(key === 'etcd' ? {} : { replicas: whole(1, 9) }),
          resources: fc.record({ requests: someAmounts, limits: someAmounts }),
          extraArgs: maybe(goodArgs, anyArgs(reservedArgs[key])),
        }),
        of({}, [], 'x'),
      ),
    ]),
  ),
);

export const someInstance = fc.record({
  apiVersion: of('slipway.dev/v1alpha1'),
  kind: of('KarmadaInstance'),
  metadata: fc.record({
    namespace: of('default'),
    name: fc.oneof({ weight: 20, arbitrary: of('demo') }, of('a'.repeat(40), 'a'.repeat(41), 'a.b', '1a', 'a-b')),
  }),
  spec: fc.record({
    version: fc.oneof({ weight: 20, arbitrary: of('v1.18.1') }, of('v1.18', 'v01.1.1', '1.18.1', 1, undefined), words),
    managementPolicy: choice('Full', 'Suspended', 'ObserveOnly'),
    placement: maybe(fc.record({ availability: choice('Single', 'Node', 'Zone') }), of('x')),
    etcd: maybe(
      fc.record({
        type: choice('Managed'),
        storage: fc.record({ size: maybe(of('5Gi'), fc.oneof(quantity, of(5))), storageClassName: maybe(name, words) }),
      }),
      of({}),
    ),
    exposure: maybe(
      fc.record({ type: choice('ClusterIP', 'NodePort'), host: maybe(of('a.b'), host), port: whole(1, 65535) }),
      of({}),
    ),
    certificates: maybe(fc.record({ leafDuration: maybe(of('1h'), duration) }), of({})),
    components: maybe(components, of({})),
    isolation: maybe(fc.record({ networkPolicy: choice('Enforce', 'Disabled') }), of({})),
    members: maybe(fc.record({ onInstanceDeletion: choice('Detach', 'Block') }), of({})),
    deletion: maybe(fc.record({ policy: choice('Delete') }), of({})),
    summary: maybe(fc.record({ countInterval: maybe(of('5m'), duration) }), of({})),
  }),
});

// zod never takes a key of this name over from an object that it reads, and the server refuses it as a label.
const key = words.filter((word) => word !== '__proto__');
const labels = fc.dictionary(
  fc.oneof(
    {
      weight: 3,
      arbitrary: texts('env', 'a.b/c', 'slipway.dev/x', 'slipway.dev.example/x', 'a/b/c', '/a', 'A', 'A.b/c', '-a'),
    },
    long(63),
    key,
  ),
  fc.oneof({ weight: 3, arbitrary: texts('', 'prod', 'a b', 'a.', 'A_b') }, long(63), words),
  { maxKeys: 3, noNullPrototype: true },
);

export const someMember = fc.record({
  apiVersion: of('slipway.dev/v1alpha1'),
  kind: of('MemberCluster'),
  metadata: fc.record({
    namespace: of('default'),
    name: fc.oneof({ weight: 20, arbitrary: of('eu-1') }, of('a'.repeat(48), 'a'.repeat(49), 'a.b', '1a')),
  }),
  spec: fc.record({
    instanceRef: fc.oneof(
      { weight: 20, arbitrary: of({ name: 'demo' }) },
      fc.record({ name }),
      of(undefined, 'demo', {}),
    ),
    clusterName: maybe(of('eu-1'), name),
    managementPolicy: choice('Full', 'Suspended', 'ObserveOnly'),
    syncMode: choice('Push', 'Pull', 'Auto'),
    connection: maybe(
      fc.record({
        kubeconfigSecretRef: maybe(
          fc.record({ name: of('k'), key: maybe(of('value'), words), context: maybe(of('a@b'), words) }),
          fc.record({ name, key: words }, { requiredKeys: [] }),
        ),
        apiEndpoint: maybe(of('https://a:6443'), url),
      }),
      of({}, 'x'),
    ),
    credentials: maybe(fc.record({ tokenDuration: maybe(of('10m'), duration) }), of({})),
    provider: maybe(of('example'), fc.oneof(words, long(63))),
    region: maybe(of('eu-west-1'), fc.oneof(words, long(63))),
    zones: maybe(of(['a', 'b'], []), fc.array(fc.oneof(of('a', 'b', ''), long(63), words), { maxLength: 17 })),
    labels: maybe(of({ env: 'prod' }), labels),
    leave: maybe(
      fc.record({
        workloads: choice('Retain', 'Delete'),
        onUnreachable: choice('Force', 'Wait'),
        deadline: maybe(of('10m'), duration),
      }),
      of({}),
    ),
  }),
});
