import { z } from 'zod';
import { count, mapList, objectName, text, time } from '../shared/fields.ts';
import { conditions, observedGeneration, remaining, Resources, tally } from '../shared/status-fields.ts';

const Credential = z.object({
  name: z.string().min(1).max(63).describe('What the credential is for.'),
  type: z.enum(['Token']).describe('What kind of credential it is.'),
  notAfter: time('When it runs out.'),
  renewAfter: time('When the operator renews it.').optional(),
  renewedAt: time('When it was last renewed.').optional(),
});

const Claims = z
  .object({
    total: count('Number of instances that this cluster is a member of, this one included.'),
    own: z
      .object({ since: time('Since when it stands on the cluster.') })
      .describe('The claim of this membership. Absent until it stands.')
      .optional(),
  })
  .describe('Instances that share the cluster. Others are counted and never named.');

const Summary = z
  .object({
    observedAt: time('When this was last seen to hold. It moves only with a value or its freshness.').optional(),
    staleSince: time('Since when the values are only the last good ones. Absent while they are fresh.').optional(),
    nodes: tally('Nodes of the cluster.').optional(),
    resources: Resources.optional(),
    works: z
      .object({ total: count('All of them.'), applied: count('Those that stand on the cluster as wanted.') })
      .describe('Works that the plane has for the cluster.')
      .optional(),
  })
  .describe('The cluster as the plane reports it.');

const Leave = z
  .object({
    startedAt: time('When leaving began.'),
    deadline: time('When the operator goes on without what does not answer.').optional(),
    forcedSince: time(
      'Since when the deadline has passed. What answers and refuses is asked for some minutes more.',
    ).optional(),
    step: text('What is being done.', 64).optional(),
    remaining: remaining.optional(),
  })
  .describe('Progress of leaving. Absent while the membership is wanted.');

export const MemberClusterStatus = z
  .object({
    observedGeneration: observedGeneration.optional(),
    conditions: conditions(24).optional(),
    display: z
      .object({ nodes: text('Nodes that are ready, of all nodes.', 24).optional() })
      .describe('Values in the form that kubectl get prints.')
      .optional(),
    clusterName: text('Name of the cluster in the plane.', 63).optional(),
    clusterID: text('Identity of the cluster: the UID of its namespace kube-system.', 63).optional(),
    syncMode: z
      .enum(['Push', 'Pull'])
      .describe('Who carries the work, as resolved. The condition SpecAccepted says why.')
      .optional(),
    apiEndpoint: text("Address of the cluster's API server as the plane uses it.", 512).optional(),
    kubernetesVersion: text('Version of the cluster.', 64).optional(),
    memberNamespace: objectName("Namespace on the cluster that holds the operator's own objects there.").optional(),
    credentials: mapList('Credentials on the cluster, never their values.', Credential, {
      max: 8,
      keys: ['name'],
    }).optional(),
    claims: Claims.optional(),
    summary: Summary.optional(),
    leave: Leave.optional(),
  })
  .describe('The membership as it is.');
