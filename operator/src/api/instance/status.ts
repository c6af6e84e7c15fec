import { z } from 'zod';
import { count, mapList, text, time } from '../shared/fields.ts';
import { patterns } from '../shared/patterns.ts';
import { conditions, observedGeneration, remaining, secretReference, tally } from '../shared/status-fields.ts';
import { InstanceSummary } from './summary.ts';

const Version = z
  .object({
    desired: text('The version that the spec asks for.', 32).optional(),
    observed: text(
      'The version that runs, read from the components. Absent until all of them run the same.',
      32,
    ).optional(),
    kubernetes: text("The version that the plane's API server gives itself.", 64).optional(),
  })
  .describe('Versions, wanted and running.');

const Release = z
  .object({
    name: text('Name of the Helm release in the host namespace.', 53),
    revision: z.int().min(0).describe('Revision of the release.').optional(),
    stage: text('How far the release has got.', 32).optional(),
    chartDigest: text('Digest of the chart that is installed.', 80).optional(),
    valuesDigest: text('Digest of the values that it was installed with.', 80).optional(),
  })
  .describe("The Helm release that holds the plane's Pods.");

const Endpoint = z.object({
  type: z.enum(['Internal', 'External']).describe('Internal holds within the host cluster, External also outside it.'),
  url: text("Address of the plane's API server.", 300),
});

const Certificate = z.object({
  name: z.string().min(1).max(63).describe('What the certificate is for.'),
  secretName: text('Secret in the host namespace that holds it.', 253),
  notAfter: time('When it runs out.'),
  renewAfter: time('When the operator renews it.').optional(),
});

const Component = z.object({
  name: z.string().min(1).max(63).describe('Name of the component, as in spec.components.'),
  ready: count('Number of Pods that are ready.'),
  desired: count('Number of Pods that are wanted.'),
  version: text('Version that runs.', 64).optional(),
});

const Deletion = z
  .object({
    startedAt: time('When the deletion began. Absent while a policy or its members hold it up.').optional(),
    deadline: time('When the operator goes on without what does not answer.').optional(),
    remaining: remaining.optional(),
  })
  .describe('Progress of the deletion. Absent while the object is wanted.');

export const KarmadaInstanceStatus = z
  .object({
    observedGeneration: observedGeneration.optional(),
    conditions: conditions(32).optional(),
    id: z
      .string()
      .regex(patterns.id)
      .describe('Stable identity of the plane, part of the names of all that belongs to it.')
      .meta({ maxLength: 8 })
      .optional(),
    hostNamespace: text('Namespace on the host cluster that holds the plane.', 63).optional(),
    display: z
      .object({
        members: text('Members that are ready, of all members.', 24).optional(),
        nodes: text('Nodes that are ready, of all nodes.', 24).optional(),
      })
      .describe('Values in the form that kubectl get prints.')
      .optional(),
    version: Version.optional(),
    release: Release.optional(),
    endpoints: mapList("Addresses of the plane's API server.", Endpoint, { max: 4, keys: ['type'] }).optional(),
    kubeconfig: z
      .object({
        secretRef: secretReference('Secret beside this object, with keys value, kubeconfig and in-cluster.'),
        expiresAt: time('When its credentials run out. They are renewed before.').optional(),
      })
      .describe('The published kubeconfig.')
      .optional(),
    certificates: mapList('Certificates of the plane.', Certificate, { max: 24, keys: ['name'] }).optional(),
    components: mapList('Components as they run.', Component, { max: 16, keys: ['name'] }).optional(),
    members: tally('MemberCluster objects that name this instance.').optional(),
    summary: InstanceSummary.optional(),
    deletion: Deletion.optional(),
  })
  .describe('The plane as it is.');
