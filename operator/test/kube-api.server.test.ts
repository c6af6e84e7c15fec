import { afterAll } from '@jest/globals';
import { ClusterClient } from '../src/runtime/cluster-client.ts';
import { kubeApiContract } from './kube-api.contract.ts';
import { startApiServer, type RealApiServer } from './real-api-server.ts';

let server: RealApiServer | undefined;
let client: ClusterClient | undefined;

kubeApiContract('a real kube-apiserver', async () => {
  server = await startApiServer();
  client = new ClusterClient(server.admin);
  return client;
});

afterAll(async () => {
  await client?.close();
  await server?.stop();
});
