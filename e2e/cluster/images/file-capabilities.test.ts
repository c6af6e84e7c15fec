import { expect, test } from '@jest/globals';
import { fileCapabilities } from './file-capabilities.ts';

test('cap_net_bind_service=+ep is what setcap writes', () => {
  expect(fileCapabilities(['cap_net_bind_service']).toString('hex')).toBe('0100000200040000000000000000000000000000');
});
