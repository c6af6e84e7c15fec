import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as names from './names.ts';
import { patterns } from './shared/patterns.ts';

const instanceName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/)
  .filter((name) => patterns.serviceLabel.test(name) && name.length <= names.instanceNameLimit);
const clusterName = fc
  .stringMatching(/^[a-z0-9][a-z0-9-]{0,46}[a-z0-9]$/)
  .filter((name) => name.length <= names.clusterNameLimit);
const id = fc.uint8Array({ minLength: 8, maxLength: 16 }).map(names.idFrom);

describe('names', () => {
  test('chance makes an identity', () => {
    fc.assert(fc.property(id, (made) => expect(names.isId(made)).toBe(true)));
    expect(names.idFrom(new Uint8Array([0, 1, 25, 26, 35, 36, 255, 7]))).toBe('abz09adh');
  });

  test.each(['', 'abcdefg', 'abcdefghi', 'ABCDEFGH', 'abc-defg', 'abcdefg\n'])('%j is no identity', (text) =>
    expect(names.isId(text)).toBe(false),
  );

  test('every name for an accepted instance is one that the host takes', () => {
    fc.assert(
      fc.property(instanceName, id, (name, made) => {
        expect(names.hostNamespace(name, made)).toMatch(/^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/);
        expect(names.memberNamespace(made)).toMatch(patterns.label);
        expect(names.kubeconfigSecretName(name)).toMatch(patterns.subdomain);
        for (const key of names.componentKeys) expect(names.componentName(name, key)).toMatch(patterns.serviceLabel);
      }),
    );
  });

  test('every component but one, which serves nobody, has room for a Service of its name', () => {
    const release = 'a'.repeat(names.instanceNameLimit);
    const tooLong = names.componentKeys.filter((key) => names.componentName(release, key).length > 63);
    expect(tooLong).toEqual(['kubeControllerManager']);
  });

  test('two instances never share a host namespace', () => {
    fc.assert(
      fc.property(instanceName, id, instanceName, id, (name, made, otherName, otherId) => {
        const isSame = name === otherName && made === otherId;
        expect(names.hostNamespace(name, made) === names.hostNamespace(otherName, otherId)).toBe(isSame);
      }),
    );
  });

  test("a member's Secret is never one of the release", () => {
    fc.assert(
      fc.property(instanceName, clusterName, (release, cluster) => {
        for (const key of names.componentKeys)
          expect(names.memberSecretName(cluster)).not.toBe(names.componentName(release, key));
        expect(names.memberSecretName(cluster)).toMatch(patterns.subdomain);
      }),
    );
  });

  test('the contract keys are frozen', () => {
    expect([names.labels, names.annotations, names.finalizers, names.fieldManagers, names.kubeconfigKeys])
      .toMatchInlineSnapshot(`
     [
       {
         "instance": "slipway.dev/instance",
         "instanceId": "slipway.dev/instance-id",
         "member": "slipway.dev/member",
       },
       {
         "confirmDeletion": "slipway.dev/confirm-deletion",
         "operation": "slipway.dev/operation",
         "operationId": "slipway.dev/operation-id",
         "reconcileAt": "slipway.dev/reconcile-at",
       },
       {
         "karmadaInstance": "slipway.dev/karmadainstance",
         "memberCluster": "slipway.dev/membercluster",
       },
       {
         "objects": "slipway",
         "status": "slipway-status",
       },
       {
         "inCluster": "in-cluster",
         "kubeconfig": "kubeconfig",
         "value": "value",
       },
     ]
    `);
    expect(names.componentKeys.map((key) => names.componentName('demo', key))).toMatchInlineSnapshot(`
     [
       "demo-etcd",
       "demo-apiserver",
       "demo-kube-controller-manager",
       "demo-aggregated-apiserver",
       "demo-controller-manager",
       "demo-scheduler",
       "demo-webhook",
     ]
    `);
  });

  test('host and port read like the authority of a URL', () => {
    expect(names.hostPort('demo.example.org', 443)).toBe('demo.example.org:443');
    expect(names.hostPort('fd00::1', 443)).toBe('[fd00::1]:443');
    expect(names.serviceHost('demo-apiserver', 'demo-abcd1234')).toBe('demo-apiserver.demo-abcd1234.svc');
  });

  test("a cluster's name is the member's own unless the spec says otherwise", () => {
    expect(names.clusterNameOf({ metadata: { name: 'm' }, spec: {} })).toBe('m');
    expect(names.clusterNameOf({ metadata: { name: 'm' }, spec: { clusterName: 'eu' } })).toBe('eu');
  });
});
