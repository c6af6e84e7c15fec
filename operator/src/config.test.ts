import { describe, expect, test } from '@jest/globals';
import { problemTable, readConfig } from './config.ts';
import { Variables } from './config-variables.ts';

const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', POD_NAMESPACE: 'slipway-system', POD_NAME: 'slipway-7d9-abc' };

function accepted(env: Record<string, string>) {
  const reading = readConfig(env);
  if (reading.kind === 'refused') throw new Error(problemTable(reading.problems));
  return reading.config;
}

function refused(env: Record<string, string>) {
  const reading = readConfig(env);
  return reading.kind === 'refused' ? reading.problems : [];
}

describe('in a Pod', () => {
  test('nothing but its name and namespace is needed', () => {
    expect(accepted(pod)).toMatchObject({
      kube: { kind: 'inCluster', host: '10.96.0.1', port: 443 },
      operatorNamespace: 'slipway-system',
      podName: 'slipway-7d9-abc',
      serviceAccount: 'slipway',
      watchNamespaces: [],
      leaderElection: 'on',
      planeAccess: 'service',
      memberAddresses: { allowedCIDRs: [], deniedCIDRs: [] },
      ports: { metrics: 8080, health: 8081 },
      logLevel: 'info',
      concurrency: { instances: 8, members: 16, helm: 2 },
    });
  });

  test('an empty value counts as unset, as a chart with empty lists writes it', () => {
    expect(accepted({ ...pod, SLIPWAY_WATCH_NAMESPACES: '', SLIPWAY_MEMBER_DENIED_CIDRS: '' })).toEqual(accepted(pod));
  });

  test('lists are split, trimmed and rid of doubles', () => {
    const config = accepted({
      ...pod,
      SLIPWAY_WATCH_NAMESPACES: 'default, team-a,default',
      SLIPWAY_MEMBER_ALLOWED_CIDRS: '10.0.0.0/8,fd00::/8',
    });
    expect(config.watchNamespaces).toEqual(['default', 'team-a']);
    expect(config.memberAddresses.allowedCIDRs).toEqual(['10.0.0.0/8', 'fd00::/8']);
  });

  test('the whole is frozen', () => {
    const config = accepted(pod);
    for (const part of [config, config.ports, config.concurrency, config.watchNamespaces, config.memberAddresses])
      expect(Object.isFrozen(part)).toBe(true);
  });
});

test('out of a cluster a kubeconfig is needed, and planes are reached by port-forward', () => {
  expect(refused({})).toEqual([
    {
      variable: 'SLIPWAY_KUBECONFIG',
      problem: 'is not set, and this is no Pod',
      remedy: 'set it to the path of a kubeconfig file of the host cluster',
    },
  ]);
  expect(accepted({ SLIPWAY_KUBECONFIG: '/home/me/.kube/config' })).toMatchObject({
    kube: { kind: 'kubeconfig', path: '/home/me/.kube/config' },
    operatorNamespace: 'slipway-system',
    planeAccess: 'portForward',
  });
});

test.each([
  ['SLIPWAY_LOGLEVEL', 'debug', 'is not known'],
  ['SLIPWAY_METRICS_SERVICE_HOST', '10.0.0.1', 'is not known'],
  ['SLIPWAY_METRICS_PORT', 'tcp://10.0.0.1:8080', 'is not a whole number from 1024 to 65535'],
  ['SLIPWAY_METRICS_PORT', '80', 'is not a whole number from 1024 to 65535'],
  ['SLIPWAY_HEALTH_PORT', '8080', 'is the port of the metrics too'],
  ['SLIPWAY_LOG_LEVEL', 'loud', 'is none of these'],
  ['SLIPWAY_PLANE_ACCESS', 'Service', 'is none of these'],
  ['SLIPWAY_LEADER_ELECTION', 'true', 'is neither'],
  ['SLIPWAY_CONCURRENT_HELM', '0', 'is not a whole number from 1 to 16'],
  ['SLIPWAY_CONCURRENT_HELM', '1e1', 'is not a whole number from 1 to 16'],
  ['SLIPWAY_WATCH_NAMESPACES', 'default,Team_A', 'entry 2 is not a name of lower-case letters, digits and dashes'],
  ['SLIPWAY_MEMBER_ALLOWED_CIDRS', '10.0.0.0', 'entry 1 is not an address range such as 10.0.0.0/8'],
  ['SLIPWAY_MEMBER_ALLOWED_CIDRS', '10.0.0.0/33', 'entry 1 is not an address range such as 10.0.0.0/8'],
  ['SLIPWAY_MEMBER_DENIED_CIDRS', '::1/129', 'entry 1 is not an address range such as 10.0.0.0/8'],
  ['POD_NAMESPACE', 'Not A Name', 'is not a name of lower-case letters, digits and dashes'],
])('%s=%s %s', (variable, value, problem) => {
  expect(refused({ ...pod, [variable]: value })).toEqual([
    { variable, problem, remedy: expect.stringMatching(/^(set it to|remove it)/) },
  ]);
});

test('all problems come at once, and no value is shown', () => {
  const table = problemTable(refused({ ...pod, SLIPWAY_HELM: 's3cret', SLIPWAY_LOG_LEVEL: 's3cret' }));
  expect(table).not.toContain('s3cret');
  expect(table).toContain('SLIPWAY_LOG_LEVEL  is none of these');
  expect(table).toContain('set it to trace, debug, info, warn, error, fatal or silent');
  expect(table).toMatch(/SLIPWAY_HELM {2,}is not known {2,}remove it; known are SLIPWAY_SERVICE_ACCOUNT, /);
});

test('every variable says what it takes', () => {
  for (const [name, field] of Object.entries(Variables.shape))
    expect([name, field.description]).toEqual([name, expect.any(String)]);
});
