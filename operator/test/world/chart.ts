import { componentKeys, componentName, type ComponentKey } from '../../src/api/names.ts';
import { resources } from '../../src/api/resources.ts';
import type { DesiredRelease } from '../../src/world.ts';
import type { RenderedObject } from '../fake-releases.ts';

interface Values {
  readonly stage: 'Foundation' | 'Full';
  readonly exposure: { readonly type: string; readonly nodePort: number };
  readonly certificates: { readonly scheduler: { readonly digest: string } };
  readonly components: Readonly<
    Record<
      ComponentKey,
      {
        readonly image: string;
        readonly replicas?: number;
        readonly resources?: object;
        readonly extraArgs?: object;
        readonly storage?: object;
      }
    >
  >;
}

const foundation: readonly ComponentKey[] = ['etcd', 'karmadaAPIServer'];

/** What `charts/karmada` renders, cut down to what the operator looks at: names, images, replicas, the API server's Service. */
export function renderKarmada({ name, namespace, values }: DesiredRelease): readonly RenderedObject[] {
  const { stage, exposure, certificates, components } = values as Values;
  const keys = stage === 'Foundation' ? foundation : componentKeys;
  const port = {
    port: 5443,
    ...(exposure.type === 'NodePort' && { nodePort: exposure.nodePort === 0 ? 31443 : exposure.nodePort }),
  };
  const service: RenderedObject = {
    resource: resources.services,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: componentName(name, 'karmadaAPIServer'), namespace },
      ...{ spec: { type: exposure.type, ports: [port] } },
    },
  };
  return [service, ...keys.map((key) => workload(key))];

  function workload(key: ComponentKey): RenderedObject {
    const { image, replicas, resources: amounts, extraArgs, storage } = components[key];
    const container = {
      name: key,
      image,
      ...(amounts && { resources: amounts }),
      ...(extraArgs && { args: extraArgs }),
    };
    const annotations = key === 'karmadaScheduler' ? { 'slipway.dev/certificate': certificates.scheduler.digest } : {};
    const resource = key === 'etcd' ? resources.statefulSets : resources.deployments;
    const spec = {
      replicas: replicas ?? 1,
      template: { metadata: { annotations }, spec: { containers: [container] } },
      ...(storage && { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: storage }] }),
    };
    return {
      resource,
      object: {
        apiVersion: 'apps/v1',
        kind: resource.kind,
        metadata: { name: componentName(name, key), namespace },
        ...{ spec },
      },
    };
  }
}
