// What kwok reports about the nodes and Pods of a member: healthy nodes, Pods that run at once, Jobs that complete.
import { stringify } from 'yaml';
import { versions } from '../tools/table.ts';

type Expression = readonly [key: string, operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', ...values: string[]];

const readyStatus = '.status.conditions.[] | select( .type == "Ready" ) | .status';
const deleted = '.metadata.deletionTimestamp';

/** kwok's configuration: one YAML document for each stage. */
export function kwokStages(): string {
  return [
    stage('node-ready', 'Node', [[readyStatus, 'NotIn', 'True']], { statusTemplate: nodeStatus }),
    stage(
      'pod-running',
      'Pod',
      [
        [deleted, 'DoesNotExist'],
        ['.status.phase', 'In', 'Pending'],
      ],
      { statusTemplate: podStatus },
    ),
    stage(
      'job-complete',
      'Pod',
      [
        [deleted, 'DoesNotExist'],
        ['.status.phase', 'In', 'Running'],
        ['.metadata.ownerReferences.[].kind', 'In', 'Job'],
      ],
      {
        statusTemplate: 'phase: Succeeded',
      },
    ),
    stage('pod-gone', 'Pod', [[deleted, 'Exists']], { delete: true }),
  ].join('---\n');
}

function stage(
  name: string,
  kind: 'Node' | 'Pod',
  selector: readonly Expression[],
  next: Readonly<Record<string, unknown>>,
): string {
  return stringify({
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: {
        matchExpressions: selector.map(([key, operator, ...values]) => ({
          key,
          operator,
          ...(values.length > 0 && { values }),
        })),
      },
      next,
    },
  });
}

function condition(type: string, reason: string, status: 'True' | 'False'): string {
  const times = 'lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }}';
  return `- {type: ${type}, status: "${status}", reason: ${reason}, message: reported by kwok, ${times}}`;
}

const nodeStatus = `
conditions:
${condition('Ready', 'KubeletReady', 'True')}
${condition('MemoryPressure', 'KubeletHasSufficientMemory', 'False')}
${condition('DiskPressure', 'KubeletHasNoDiskPressure', 'False')}
${condition('PIDPressure', 'KubeletHasSufficientPID', 'False')}
addresses:
- {type: Hostname, address: {{ .metadata.name | Quote }}}
nodeInfo:
  architecture: amd64
  bootID: ""
  containerRuntimeVersion: kwok://${versions.kwok}
  kernelVersion: ""
  kubeProxyVersion: ${versions.kubernetes}
  kubeletVersion: ${versions.kubernetes}
  machineID: ""
  operatingSystem: linux
  osImage: kwok
  systemUUID: ""
`;

const podStatus = `
phase: Running
startTime: {{ Now | Quote }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: {{ Now | Quote }}}
- {type: Ready, status: "True", lastTransitionTime: {{ Now | Quote }}}
- {type: ContainersReady, status: "True", lastTransitionTime: {{ Now | Quote }}}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: true
  started: true
  restartCount: 0
  state: {running: {startedAt: {{ Now | Quote }}}}
{{ end }}
{{ with PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`;
