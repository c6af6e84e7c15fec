import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DesiredRelease } from '../src/adapters/helm/port.ts';
import type { RenderedObject } from './fake-releases.ts';

/** Values of the tiny chart. */
export interface TinyValues {
  readonly text: string;
  /** A second ConfigMap, which can be taken away again. */
  readonly extra?: boolean;
  /** An object that no server takes. */
  readonly broken?: boolean;
  /** A hook that never ends, after all objects are there. */
  readonly hang?: boolean;
}

const files = {
  'Chart.yaml': 'apiVersion: v2\nname: tiny\nversion: 0.1.0\n',
  'values.schema.json': JSON.stringify({
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: {
      text: { type: 'string', maxLength: 256 },
      extra: { type: 'boolean' },
      broken: { type: 'boolean' },
      hang: { type: 'boolean' },
    },
  }),
  'templates/objects.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-one
data:
  text: {{ .Values.text | quote }}
{{- if .Values.extra }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-two
data: {}
{{- end }}
{{- if .Values.broken }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: Bad_Name
data: {}
{{- end }}
{{- if .Values.hang }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-hang
  annotations:
    helm.sh/hook: post-install,post-upgrade
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: hang, image: none }]
{{- end }}
`,
};

/** Writes the chart under `dir` and returns its path; `more` adds or replaces files. */
export async function writeTinyChart(dir: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const chart = join(dir, 'tiny');
  await mkdir(join(chart, 'templates'), { recursive: true });
  for (const [path, content] of Object.entries({ ...files, ...more })) await writeFile(join(chart, path), content);
  return chart;
}

const configMaps = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true } as const;

/** The same chart for the fake: what Helm would render. */
export function renderTiny({ name, namespace, values }: DesiredRelease): readonly RenderedObject[] {
  const { text, extra, broken } = values as TinyValues;
  const configMap = (objectName: string, data: object): RenderedObject => ({
    resource: configMaps,
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: objectName, namespace }, ...{ data } },
  });
  return [
    configMap(`${name}-one`, { text }),
    ...(extra === true ? [configMap(`${name}-two`, {})] : []),
    ...(broken === true ? [configMap('Bad_Name', {})] : []),
  ];
}
