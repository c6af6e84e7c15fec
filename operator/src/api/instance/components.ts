import { z } from 'zod';
import type { ComponentKey } from '../names.ts';
import { resourceAmount } from '../shared/fields.ts';
import { extraArgs } from './extra-args.ts';

const amounts = (description: string) =>
  z
    .object({
      cpu: resourceAmount('Processor time in cores, e.g. 500m or 2.').optional(),
      memory: resourceAmount('Memory, e.g. 512Mi.').optional(),
      'ephemeral-storage': resourceAmount('Local storage for logs and scratch files, e.g. 1Gi.').optional(),
    })
    .describe(description);

const Resources = z
  .object({
    requests: amounts('Amounts that the component is guaranteed.').optional(),
    limits: amounts('Amounts that the component may not exceed.').optional(),
  })
  .describe("Compute resources of each Pod of this component. Unset amounts keep the chart's values.");

const replicas = z.int32().min(1).max(9).describe('Number of Pods. Unset means what placement.availability asks for.');

export const Components = z
  .object({
    etcd: settings('etcd', "The plane's own etcd. It runs as one Pod."),
    karmadaAPIServer: replicatedSettings('karmadaAPIServer', "The plane's kube-apiserver."),
    karmadaAggregatedAPIServer: replicatedSettings(
      'karmadaAggregatedAPIServer',
      "The server of Cluster objects and of the members' proxy.",
    ),
    kubeControllerManager: replicatedSettings('kubeControllerManager', "The plane's kube-controller-manager."),
    karmadaControllerManager: replicatedSettings(
      'karmadaControllerManager',
      "Karmada's controllers, which carry work to push members.",
    ),
    karmadaScheduler: replicatedSettings('karmadaScheduler', 'The scheduler that places work on members.'),
    karmadaWebhook: replicatedSettings('karmadaWebhook', "Karmada's admission webhooks."),
  })
  .describe(
    'Settings of single components. A component that is not named here runs as the chart and the rest of this spec say.',
  );

function settings(key: ComponentKey, description: string) {
  return z
    .object({ resources: Resources.optional(), extraArgs: extraArgs(key).optional() })
    .describe(description)
    .optional();
}

function replicatedSettings(key: ComponentKey, description: string) {
  return z
    .object({ replicas: replicas.optional(), resources: Resources.optional(), extraArgs: extraArgs(key).optional() })
    .describe(description)
    .optional();
}
