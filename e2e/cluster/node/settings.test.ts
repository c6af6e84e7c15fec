import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { clusterPlan, defaults } from '../plan.ts';
import { cgroupRoot } from './cgroups.ts';
import { nodeSettings } from './settings.ts';

const plans = ['one', 'two'].map((name) => clusterPlan('/state', { ...defaults, name }));
const settings = plans.map((plan) => nodeSettings(plan.host, cgroupRoot(plan.name)));

test('two clusters share no cgroup: kubelets end what they do not know', () => {
  const roots = settings.map((files) => (parse(files['kubelet.yaml'] ?? '') as { cgroupRoot: string }).cgroupRoot);
  expect(roots).toEqual(['/slipway-one', '/slipway-two']);
});

test('two clusters share no folder', () => {
  expect(settings[0]?.['containerd.toml']).not.toContain('/state/two');
  expect(settings[1]?.['containerd.toml']).toContain('root = "/state/two/host/containerd"');
});

test('the network is JSON that CNI reads, with the runtime state in the private /run', () => {
  const network = JSON.parse(settings[0]?.['cni/10-bridge.conflist'] ?? '');
  expect(network.plugins[0].ipam.dataDir).toMatch(/^\/run\//);
});
