import { afterAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureMachine } from '../machine/machine.ts';
import { ensureNetwork } from '../machine/network.ts';
import { clusterPlan } from '../plan.ts';
import { refuseOthersCluster } from './others.ts';
import { takeDown } from './take-down.ts';

const folder = await mkdtemp(join(tmpdir(), 'slw-'));
const size = { name: 'others-test', net: '10.109.0', members: 0 };
const plan = (checkout: string) => clusterPlan(join(folder, checkout), size);

afterAll(async () => {
  await takeDown(join(folder, 'one'), size.name);
  await rm(folder, { recursive: true, force: true });
});

test('a cluster that runs from another checkout is left alone, until it is taken down from either', async () => {
  await refuseOthersCluster(plan('two'));
  await ensureNetwork(plan('one'));
  await ensureMachine(plan('one').host, []);
  await refuseOthersCluster(plan('one'));
  await expect(refuseOthersCluster(plan('two'))).rejects.toThrow(
    `cluster others-test runs already, from ${plan('one').directory}`,
  );
  await takeDown(join(folder, 'two'), size.name);
  await refuseOthersCluster(plan('two'));
});
