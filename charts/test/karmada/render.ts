import { execa } from 'execa';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { toolPath } from '../../../e2e/cluster/tools.ts';
import { parseManifests, type Manifest } from '../../../operator/scripts/manifests/manifest.ts';
import { loadCatalogue } from '../../../operator/src/adapters/catalogue/load-catalogue.ts';

const root = resolve(import.meta.dirname, '../../..');
export const chart = join(root, 'charts/karmada');
export const release = 'demo';
export const namespace = 'demo-abcd1234';

interface Values {
  readonly components?: Readonly<Record<string, object>>;
  readonly [key: string]: unknown;
}

/** What the operator would say for the newest version, with `over` on top; components are merged one by one. */
export async function valuesWith(over: Values = {}): Promise<object> {
  const [entry] = await loadCatalogue(join(root, 'config/catalogue'));
  if (entry === undefined) throw new Error('the catalogue is empty');
  const components = Object.entries(entry.images).map(([key, image]) => [key, { image, ...over.components?.[key] }]);
  return {
    stage: 'Full',
    operatorNamespace: 'slipway-system',
    ...over,
    components: { ...over.components, ...z.record(z.string(), z.unknown()).parse(Object.fromEntries(components)) },
  };
}

/** The chart's objects. Rejects with Helm's words when the values are refused. */
export async function render(over: Values = {}, name = release): Promise<readonly Manifest[]> {
  const args = ['template', name, chart, '--namespace', namespace, '--values', '-'];
  const { stdout } = await execa(toolPath('helm'), args, { input: JSON.stringify(await valuesWith(over)) });
  return parseManifests(stdout);
}

const Named = z.looseObject({ name: z.string() });

const PodTemplate = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()), annotations: z.unknown().optional() }),
  spec: z.looseObject({
    containers: z.array(
      z.looseObject({
        name: z.string(),
        image: z.string(),
        command: z.array(z.string()),
        args: z.array(z.string()),
        ports: z.array(Named.extend({ containerPort: z.int() })),
        volumeMounts: z.array(Named.extend({ mountPath: z.string(), subPath: z.undefined().optional() })),
      }),
    ),
    volumes: z.array(Named),
  }),
});

const Workload = z.looseObject({
  kind: z.enum(['Deployment', 'StatefulSet']),
  metadata: Named,
  spec: z.looseObject({
    replicas: z.int(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: PodTemplate,
  }),
});
export type Workload = z.infer<typeof Workload>;

export function workloads(objects: readonly Manifest[]): readonly Workload[] {
  return z.array(Workload).parse(objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet'));
}

/** The component's name as the chart's labels say it, e.g. `kube-controller-manager`. */
export function componentOf({ spec }: Workload): string {
  return spec.template.metadata.labels['app.kubernetes.io/component'] ?? '';
}
