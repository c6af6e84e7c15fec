import { z } from 'zod';
import { memberDefaults as defaults } from '../defaults.ts';
import { group } from '../group.ts';
import { clusterNameLimit } from '../names.ts';
import { duration, formed, labelName, labelValue, nameReference, objectName } from '../shared/fields.ts';
import { patterns } from '../shared/patterns.ts';
import { withRules } from '../shared/rules.ts';

const KubeconfigReference = z
  .object({
    name: objectName('Name of the Secret, in the same namespace.'),
    key: formed("Key of the Secret's data. Unset means value, then kubeconfig.", {
      max: 253,
      pattern: patterns.secretKey,
      advice: 'must be a key of a Secret: letters, digits, "-", "_" and "."',
    }).optional(),
    context: formed('Context of the kubeconfig. Unset means its current context.', {
      max: 253,
      pattern: patterns.printable,
      advice: 'must be one line of printable ASCII characters',
    }).optional(),
  })
  .describe(
    'Secret with a kubeconfig of the cluster. The operator reads inline certificates, keys and tokens from it and nothing else, and makes an account of its own with them.',
  );

const Connection = z
  .object({
    kubeconfigSecretRef: KubeconfigReference.optional(),
    apiEndpoint: formed(
      "Address of the cluster's API server as the plane reaches it. Unset means the server of the kubeconfig.",
      {
        max: 512,
        pattern: patterns.httpsUrl,
        advice:
          'must be an https address of a host in lower case without user, query or fragment, e.g. https://eu-1.example.org:6443',
      },
    ).optional(),
  })
  .describe('How the cluster is reached.');

const Credentials = z
  .object({
    tokenDuration: duration(
      `Life of each token that the plane uses on the cluster, renewed in time. A cluster may grant less. Unset means ${defaults.tokenDuration}.`,
      {
        least: '10m',
        most: '8760h',
      },
    ).optional(),
  })
  .describe('Credentials that the operator makes on the cluster.');

const Leave = z
  .object({
    workloads: z
      .enum(['Retain', 'Delete'])
      .describe(
        `What leaving does to workloads that the plane brought to the cluster: Retain leaves them running, Delete removes them. Unset means ${defaults.leaveWorkloads}.`,
      )
      .optional(),
    onUnreachable: z
      .enum(['Force', 'Wait'])
      .describe(
        `What happens at the deadline if the cluster does not answer or refuses: Force leaves without cleaning it up, Wait goes on waiting. Unset means ${defaults.leaveOnUnreachable}.`,
      )
      .optional(),
    deadline: duration(`Time for an orderly leave. Unset means ${defaults.leaveDeadline}.`, {
      least: '10s',
      most: '24h',
    }).optional(),
  })
  .describe(
    'How the cluster leaves when this object, or its instance, is deleted. An instance waits for it no longer than its own deletion.deadline.',
  );

const Zones = withRules(
  z
    .array(labelValue('A zone.'))
    .max(16)
    .describe("Zones that the cluster's nodes stand in, written to the Cluster in the plane.")
    .meta({ 'x-kubernetes-list-type': 'set' }),
  [
    {
      cel: 'true',
      message: 'zones must differ from each other',
      holds: (zones) => new Set(zones).size === zones.length,
    },
  ],
);

const Labels = withRules(
  z
    .record(z.string(), z.string().max(63))
    .describe('Labels of the Cluster in the plane. Other labels on it are left alone.')
    .meta({ maxProperties: 32 }),
  [
    {
      cel: `self.all(key, size(key) <= 317 && key.matches(r'${patterns.labelKey.source}'))`,
      message: 'every key must be a label key, e.g. env or example.org/env',
      holds: (labels) => Object.keys(labels).every((key) => key.length <= 317 && patterns.labelKey.test(key)),
    },
    {
      cel: `self.all(key, self[key].matches(r'${patterns.labelValue.source}'))`,
      message:
        'every value must be empty or a label value: letters, digits, "-", "_" and ".", with a letter or digit at both ends',
      holds: (labels) => Object.values(labels).every((value) => patterns.labelValue.test(value)),
    },
    {
      cel: `self.all(key, !key.startsWith('${group}/'))`,
      message: `labels under ${group}/ are the operator's own: choose another prefix`,
      holds: (labels) => Object.keys(labels).every((key) => !key.startsWith(`${group}/`)),
    },
  ],
);

const Fields = z
  .object({
    instanceRef: nameReference('The KarmadaInstance that the cluster joins. It cannot change after creation.'),
    clusterName: labelName(
      'Name of the cluster in the plane. It cannot change after creation. Unset means the name of this object.',
      clusterNameLimit,
    ).optional(),
    managementPolicy: z
      .enum(['Full', 'Suspended', 'ObserveOnly'])
      .describe(
        `What the operator may change: Full everything, Suspended nothing but credentials that would run out, ObserveOnly nothing at all, for a cluster that joined by other means and is only looked at. A cluster that the operator joined leaves under each of them. Unset means ${defaults.managementPolicy}.`,
      )
      .optional(),
    syncMode: z
      .enum(['Push', 'Pull', 'Auto'])
      .describe(
        `Who carries the work: Push lets the plane write to the cluster, Pull lets an agent on the cluster fetch it, Auto chooses. So far only Push is carried out; the others wait with a reason. Unset means ${defaults.syncMode}.`,
      )
      .optional(),
    connection: Connection.optional(),
    credentials: Credentials.optional(),
    provider: labelValue("Who runs the cluster, e.g. a cloud's name, written to the Cluster in the plane.").optional(),
    region: labelValue('Region of the cluster, written to the Cluster in the plane.').optional(),
    zones: Zones.optional(),
    labels: Labels.optional(),
    leave: Leave.optional(),
  })
  .describe('The membership that is wanted.');

export const MemberClusterSpec = withRules(Fields, [
  {
    cel: 'self.instanceRef.name == oldSelf.instanceRef.name',
    message:
      'instanceRef cannot change after creation: delete this MemberCluster and make one that names the other instance',
    at: ['instanceRef'],
  },
  {
    cel: `self.?syncMode.orValue('Auto') != 'Push' || self.?managementPolicy.orValue('Full') == 'ObserveOnly' || self.?connection.?kubeconfigSecretRef.hasValue()`,
    message:
      'connection.kubeconfigSecretRef is required for syncMode Push: name a Secret with a kubeconfig of the cluster',
    holds: ({ syncMode, managementPolicy, connection }) =>
      syncMode !== 'Push' || managementPolicy === 'ObserveOnly' || connection?.kubeconfigSecretRef !== undefined,
  },
]);
