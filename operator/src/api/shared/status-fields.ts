import { z } from 'zod';
import { count, mapList, objectName, text, time } from './fields.ts';
import { patterns } from './patterns.ts';

/** A condition as Kubernetes knows it; `type` and `reason` come from the closed lists in conditions.ts. */
const Condition = z.object({
  type: z.string().min(1).max(64).regex(patterns.reason).describe('What the condition is about.'),
  status: z.enum(['True', 'False', 'Unknown']).describe('Whether it holds.'),
  reason: z
    .string()
    .min(1)
    .max(64)
    .regex(patterns.reason)
    .describe('Why, as one word of a closed list that docs/conditions.md explains.'),
  message: text('Why, as a sentence for people.', 1024),
  observedGeneration: z.int().min(0).describe('Generation of the spec that this was judged by.').optional(),
  lastTransitionTime: time('When the status last changed.'),
});

export const conditions = (max: number) =>
  mapList(
    'Facts about this object, each with a reason and a sentence. Reconciling and Stalled stand here only while they are True.',
    Condition,
    {
      max,
      keys: ['type'],
    },
  );

export const observedGeneration = z
  .int()
  .min(-1)
  .describe('Generation of the spec that this status speaks of. -1 until the operator has seen the object.');

export const secretReference = (description: string) =>
  z.object({ name: objectName('Name of the Secret.') }).describe(description);

export const tally = (description: string) =>
  z.object({ total: count('All of them.'), ready: count('Those that are ready.') }).describe(description);

const amount = z.string().max(64);
const amounts = (description: string) => z.record(z.string(), amount).describe(description).meta({ maxProperties: 32 });

export const Resources = z
  .object({
    allocatable: amounts('What the nodes offer, by resource name.').optional(),
    allocating: amounts('What Pods that wait for a node ask for, by resource name.').optional(),
    allocated: amounts('What Pods on nodes have asked for, by resource name.').optional(),
  })
  .describe('Compute resources, every resource name that a node reports.');

const ObjectCount = z.object({
  resource: z.string().min(1).max(253).describe('Plural name and group, e.g. deployments.apps.'),
  total: z.int().min(0).describe('Number of objects.'),
});

export const objectCounts = mapList('Number of objects by kind.', ObjectCount, { max: 24, keys: ['resource'] });

const Remaining = z.object({
  kind: text('Kind of the object.', 63),
  name: text('Name of the object, with its namespace in front where it has one.', 317),
  reason: text('Why it is still there.', 256).optional(),
});

export const remaining = mapList('What is still to be removed, cut off at 32.', Remaining, {
  max: 32,
  keys: ['kind', 'name'],
});
