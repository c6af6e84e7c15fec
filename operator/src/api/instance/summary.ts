import { z } from 'zod';
import { count, time } from '../shared/fields.ts';
import { objectCounts, Resources, tally } from '../shared/status-fields.ts';

const Member = z.object({
  name: z.string().min(1).max(63).describe('Name of the cluster in the plane.'),
  ready: z.enum(['True', 'False', 'Unknown']).describe('Whether the plane reaches it and finds it healthy.'),
  nodesReady: count('Number of its nodes that are ready.'),
  nodesTotal: count('Number of its nodes.'),
  since: time('Since when it is not ready. Absent while it is.').optional(),
});

/** The fleet at a glance, as the plane reports it. */
export const InstanceSummary = z
  .object({
    observedAt: time('When this was last seen to hold. It moves only with a value or its freshness.').optional(),
    countedAt: time('When the objects were last counted completely.').optional(),
    staleSince: time(
      'Since when the plane does not answer and the values are the last good ones. Absent while they are fresh.',
    ).optional(),
    counted: z
      .object({ clusters: count('Clusters whose figures are in the sums.'), of: count('Clusters in the plane.') })
      .describe('How many clusters the sums of nodes and resources hold.')
      .optional(),
    clusters: tally('Clusters in the plane, whoever joined them.').optional(),
    nodes: tally('Nodes of all clusters.').optional(),
    resources: Resources.optional(),
    objects: objectCounts.optional(),
    members: z
      .array(Member)
      .max(500)
      .describe('One line for each cluster, those that are not ready first.')
      // Of one piece: it has one writer, and merging by name would cost more bytes in managedFields than the list itself.
      .meta({ 'x-kubernetes-list-type': 'atomic' })
      .optional(),
    membersOmitted: count('Number of clusters that the list above has no room for.').optional(),
  })
  .describe('The fleet as the plane reports it.');
