import { FakeApiServer } from './fake-api-server.ts';
import { kubeApiContract } from './kube-api.contract.ts';

kubeApiContract('the server in memory', async () => {
  const server = new FakeApiServer({ namespaceDeletion: 'by-hand' });
  server.hideKind({ group: 'nobody.example', version: 'v1', plural: 'nothings', kind: 'Nothing', namespaced: true });
  return server;
});
