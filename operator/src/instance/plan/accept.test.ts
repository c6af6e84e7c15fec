import { expect, test } from '@jest/globals';
import { testCatalogue } from '../../../test/world/catalogue.ts';
import type { KarmadaInstanceSpec } from '../../api/karmada-instance.ts';
import { accept } from './accept.ts';

const spec: KarmadaInstanceSpec = { version: 'v1.18.1', etcd: { storage: { size: '10Gi', storageClassName: 'fast' } } };
const catalogue = [...testCatalogue, { ...testCatalogue[0]!, karmada: 'v1.17.1' }];

test.each<[string, KarmadaInstanceSpec, KarmadaInstanceSpec | undefined, string]>([
  ['a new plane', spec, undefined, 'accepted'],
  ['unchanged', spec, spec, 'accepted'],
  ['another replica count', { ...spec, components: { karmadaScheduler: { replicas: 2 } } }, spec, 'accepted'],
  ['a version that is not there', { ...spec, version: 'v9.9.9' }, undefined, 'UnknownVersion'],
  ['a field that breaks the schema', { ...spec, version: '1.18' }, undefined, 'SpecInvalid'],
  ['another version of a running plane', { ...spec, version: 'v1.17.1' }, spec, 'VersionChangeNotSupported'],
  [
    'another StorageClass of a running plane',
    { ...spec, etcd: { storage: { size: '10Gi' } } },
    spec,
    'StorageClassCannotChange',
  ],
  [
    'another size of a running plane',
    { ...spec, etcd: { storage: { size: '20Gi', storageClassName: 'fast' } } },
    spec,
    'StorageSizeCannotChange',
  ],
  [
    'the default size written down',
    { version: 'v1.18.1', etcd: { storage: { size: '5Gi' } } },
    { version: 'v1.18.1' },
    'accepted',
  ],
])('%s', (_, wanted, installed, expected) => {
  const acceptance = accept(wanted, catalogue, installed);
  expect(acceptance.kind === 'accepted' ? 'accepted' : acceptance.reason).toBe(expected);
});

test('the sentence names what may be set', () => {
  expect(accept({ version: 'v9.9.9' }, catalogue)).toMatchObject({
    message: expect.stringContaining('v1.18.1, v1.17.1'),
  });
});
