import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { type ToolName, toolPath } from '../../../e2e/cluster/tools.ts';
import { reservedArgs } from '../../src/api/instance/reserved-args.ts';
import { type ComponentKey, componentKeys } from '../../src/api/names.ts';
import { resources } from '../../src/api/resources.ts';
import { type RealApiServer, startApiServer } from '../real-api-server.ts';
import { RawApi } from './raw-api.ts';

const programs: Readonly<Record<ComponentKey, ToolName>> = {
  etcd: 'etcd',
  karmadaAPIServer: 'kube-apiserver',
  kubeControllerManager: 'kube-controller-manager',
  karmadaAggregatedAPIServer: 'karmada-aggregated-apiserver',
  karmadaControllerManager: 'karmada-controller-manager',
  karmadaScheduler: 'karmada-scheduler',
  karmadaWebhook: 'karmada-webhook',
};

test.each(componentKeys)('every flag that %s may not be given is one that it has', async (key) => {
  const { stdout, stderr } = await execa(toolPath(programs[key]), ['--help'], { reject: false });
  const known = new Set([...`${stdout}\n${stderr}`.matchAll(/--([a-z0-9-]+)/g)].map(([, flag]) => flag));
  expect(known.size).toBeGreaterThan(20);
  expect(reservedArgs[key].filter((flag) => !known.has(flag))).toEqual([]);
});

describe('the kinds that a Kubernetes server has by itself', () => {
  let server: RealApiServer;
  let api: RawApi;
  beforeAll(async () => {
    server = await startApiServer();
    api = new RawApi(server);
  }, 120_000);
  afterAll(async () => {
    api.close();
    await server.stop();
  });

  const ours = /(^|\.)(karmada\.io|slipway\.dev)$/;
  const builtIn = Object.values(resources).filter(({ group }) => !ours.test(group));

  test('are most of them', () => expect(builtIn.length).toBeGreaterThan(30));

  test.each(builtIn)('$plural of $group/$version', async ({ group, version, plural, kind, namespaced }) => {
    const { body } = await api.call({ path: group === '' ? `/api/${version}` : `/apis/${group}/${version}` });
    const found = body.resources?.find(({ name }) => name === plural);
    expect(found).toMatchObject({ kind, namespaced });
  });
});
