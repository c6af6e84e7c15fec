import { kubeconfigSecret } from './client.ts';
import { ready } from './conditions.ts';
import { memberOf, type Stage } from './stage.ts';
import type { KarmadaInstance } from '../../../operator/src/api/karmada-instance.ts';
import type { MemberCluster } from '../../../operator/src/api/member-cluster.ts';

export const version = 'v1.18.1';

export function instance(
  name: string,
  { namespace = 'default', spec = {} }: { readonly namespace?: string; readonly spec?: object } = {},
): object {
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind: 'KarmadaInstance',
    metadata: { name, namespace },
    spec: { version, exposure: { type: 'NodePort' }, ...spec },
  };
}

export interface MemberWish {
  readonly of: string;
  readonly namespace?: string;
  readonly secret?: string;
  readonly spec?: object;
}

export function member(
  name: string,
  { of, namespace = 'default', secret = `${name}-kubeconfig`, spec = {} }: MemberWish,
): object {
  return {
    apiVersion: 'slipway.dev/v1alpha1',
    kind: 'MemberCluster',
    metadata: { name, namespace },
    spec: {
      instanceRef: { name: of },
      syncMode: 'Push',
      connection: { kubeconfigSecretRef: { name: secret } },
      ...spec,
    },
  };
}

export function readInstance({ host }: Stage, name: string, namespace = 'default'): Promise<KarmadaInstance> {
  return host.get<KarmadaInstance>(`-n ${namespace} karmadainstance/${name}`);
}

export function readMember({ host }: Stage, name: string, namespace = 'default'): Promise<MemberCluster> {
  return host.get<MemberCluster>(`-n ${namespace} membercluster/${name}`);
}

/** The namespace that holds the plane's Pods. */
export async function hostNamespaceOf(stage: Stage, name: string, namespace = 'default'): Promise<string> {
  const found = (await readInstance(stage, name, namespace)).status?.hostNamespace;
  if (found === undefined) throw new Error(`status of ${name} names no host namespace`);
  return found;
}

/** The instance and the member of the examples, in place and Ready; what other stories edited in them stays. */
export async function demo(stage: Stage): Promise<void> {
  const { host } = stage;
  await host.run('apply -f examples/01-instance.yaml');
  await ready(host, 'karmadainstance/demo');
  await host.apply(
    await kubeconfigSecret('member-1-kubeconfig', 'default', memberOf(stage, 'member-1').machine.kubeconfig),
  );
  await host.run('apply -f examples/02-push-member.yaml');
  await ready(host, 'membercluster/member-1', { seconds: 240 });
}
