import { expect, test } from '@jest/globals';
import type { KubeApi } from '../world.ts';
import { ClusterClient } from './cluster-client.ts';

test('the cluster client is a KubeApi without knowing it', async () => {
  const client = new ClusterClient({ server: 'https://127.0.0.1:1' }) satisfies KubeApi;
  await expect(client.getPath('/readyz')).rejects.toMatchObject({
    code: 0,
    reason: 'Unreachable',
    message: 'connection refused',
  });
  await client.close();
});
