import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { KarmadaInstance } from '../../../operator/src/api/karmada-instance.ts';
import { reservedArgPattern } from '../../../operator/src/api/instance/reserved-arg-pattern.ts';
import { componentKeys } from '../../../operator/src/api/names.ts';
import { patterns } from '../../../operator/src/api/shared/patterns.ts';

const file = join(import.meta.dirname, '../../karmada/values.schema.json');
const wanted = {
  $comment: 'Written by UPDATE_GOLDEN=1 npm run unit -- charts/test/karmada/reserved-args.test.ts',
  ...Object.fromEntries(componentKeys.map((key) => [key, { pattern: reservedArgPattern(key).source }])),
};

interface Schema {
  readonly properties: { readonly components: { readonly properties: Readonly<Record<string, object>> } };
  readonly $defs: { readonly extraArgs: { readonly items: Readonly<Record<string, unknown>> }; reservedArgs: object };
}
let schema: Schema;

beforeAll(async () => {
  schema = JSON.parse(await readFile(file, 'utf8')) as Schema;
  if (process.env['UPDATE_GOLDEN'] !== '1') return;
  schema.$defs.reservedArgs = wanted;
  await writeFile(file, await format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file }));
});

describe('the chart', () => {
  test('refuses the very arguments that the operator refuses, whoever writes its values', () => {
    expect(schema.$defs.reservedArgs).toEqual(wanted);
  });

  test.each(componentKeys)('asks that of %s', (key) => {
    expect(JSON.stringify(schema.properties.components.properties[key])).toContain(
      JSON.stringify({ items: { properties: { name: { not: { $ref: `#/$defs/reservedArgs/${key}` } } } } }),
    );
  });

  test('takes the same levels of logs', () => {
    const { if: when, then } = schema.$defs.extraArgs.items;
    expect({ when, then }).toEqual({
      when: { properties: { name: { const: 'v' } } },
      then: { properties: { value: { pattern: patterns.verbosity.source } } },
    });
  });
});

describe('a spec', () => {
  const refusals = (key: string, name: string, value: string): readonly string[] => {
    const components = { [key]: { extraArgs: [{ name, value }] } };
    const metadata = { name: 'demo', namespace: 'default', uid: 'u', generation: 1 };
    const object = { apiVersion: 'slipway.dev/v1alpha1', kind: 'KarmadaInstance', metadata };
    const { error } = KarmadaInstance.safeParse({ ...object, spec: { version: 'v1.18.1', components } });
    return (error?.issues ?? []).map(({ path, message }) => `${path.slice(-2).join('.')}: ${message}`);
  };

  test.each([
    ['etcd', 'peer-skip-client-san-verification'],
    ['etcd', 'listen-metrics-urls'],
    ['karmadaAPIServer', 'oidc-ca-file'],
    ['karmadaAPIServer', 'audit-webhook-batch-initial-backoff'],
    ['kubeControllerManager', 'tls-min-version'],
    ['karmadaScheduler', 'log-file'],
  ])('of %s is refused with %s', (key, name) => {
    expect(refusals(key, name, 'x')).toEqual([
      `0.name: is decided by the operator for ${key} and cannot be set: remove it from extraArgs`,
    ]);
  });

  test.each(['0', '4', '7'])('may log at level %s', (level) => {
    expect(refusals('karmadaScheduler', 'v', level)).toEqual([]);
  });

  test.each(['8', '10', '07', '-1', '', '4 ', '4.0'])('may not log at level %j', (level) => {
    expect(refusals('karmadaScheduler', 'v', level)).toEqual([
      '0.value: must be a number from 0 to 7 for v, because from 8 on logs hold tokens: choose a lower number',
    ]);
  });
});
