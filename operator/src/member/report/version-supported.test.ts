import { expect, test } from '@jest/globals';
import { absent, anInstanceSide, present } from '../../../test/observed.ts';
import { versionSupported } from './version-supported.ts';

const range = { instance: present(anInstanceSide), testedVersions: { min: '1.26', max: '1.35' } };

test.each([
  ['v1.25.16', 'False', 'VersionUntested'],
  ['v1.26.0', 'True', 'VersionTested'],
  ['v1.30.4+k3s1', 'True', 'VersionTested'],
  ['v1.35.4', 'True', 'VersionTested'],
  ['v1.36.0', 'False', 'VersionUntested'],
  ['unknown', 'Unknown', 'Pending'],
  [undefined, 'Unknown', 'Pending'],
])('%s', (version, status, reason) => {
  expect(versionSupported(range, version)).toMatchObject({ status, reason });
});

test('nothing is said where nothing is known', () => {
  expect(versionSupported({ instance: absent, testedVersions: range.testedVersions }, 'v1.35.4')).toBeUndefined();
  expect(versionSupported({ instance: range.instance }, 'v1.35.4')).toBeUndefined();
});
