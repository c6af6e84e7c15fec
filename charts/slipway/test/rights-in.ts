import { z } from 'zod';
import type { ClusterClient } from '../../../operator/src/runtime/cluster-client.ts';

const Review = z.looseObject({
  status: z.object({
    incomplete: z.boolean(),
    resourceRules: z.array(
      z.object({
        apiGroups: z.array(z.string()).default([]),
        resources: z.array(z.string()).default([]),
        resourceNames: z.array(z.string()).default([]),
        verbs: z.array(z.string()),
      }),
    ),
    nonResourceRules: z.array(z.object({ verbs: z.array(z.string()), nonResourceURLs: z.array(z.string()) })),
  }),
});

const reviews = {
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'selfsubjectrulesreviews',
  kind: 'SelfSubjectRulesReview',
  namespaced: false,
};

/** Every right that the operator has in a namespace and a ServiceAccount without bindings has not; one line for each kind of object. */
export async function rightsIn(
  namespace: string,
  { operator, bystander }: { operator: ClusterClient; bystander: ClusterClient },
): Promise<string> {
  const common = new Set((await rights(bystander, namespace)).map(([right]) => right));
  const lines = new Map<string, Set<string>>();
  for (const [right, what, verb] of await rights(operator, namespace))
    if (!common.has(right)) lines.set(what, (lines.get(what) ?? new Set()).add(verb));
  return [...lines]
    .map(([what, verbs]) => `  ${what}: ${[...verbs].sort(byHarm).join(' ')}\n`)
    .sort()
    .join('');
}

const order = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'bind'];

function byHarm(a: string, b: string): number {
  return order.indexOf(a) - order.indexOf(b);
}

async function rights(
  client: ClusterClient,
  namespace: string,
): Promise<readonly (readonly [string, string, string])[]> {
  const { status } = Review.parse(await client.create(reviews, { metadata: { name: '' }, ...{ spec: { namespace } } }));
  if (status.incomplete) throw new Error('the server does not know all rights');
  const onObjects = status.resourceRules.flatMap(({ apiGroups, resources, resourceNames, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => ({
          what: `${resource}${group && `.${group}`}${resourceNames.length > 0 ? ` ${resourceNames.join(',')}` : ''}`,
          verb,
        })),
      ),
    ),
  );
  const onPaths = status.nonResourceRules.flatMap(({ verbs, nonResourceURLs }) =>
    nonResourceURLs.flatMap((what) => verbs.map((verb) => ({ what, verb }))),
  );
  return [...onObjects, ...onPaths].map(({ what, verb }) => [`${what} ${verb}`, what, verb] as const);
}
