import { z } from 'zod';
import { formed } from '../shared/fields.ts';
import { patterns } from '../shared/patterns.ts';
import { withRules } from '../shared/rules.ts';

const Selector = (description: string) =>
  z
    .object({
      matchLabels: withRules(
        z.record(z.string(), z.string().max(63)).describe('Labels that have to be there.').meta({ maxProperties: 8 }),
        [
          {
            cel: `self.all(key, size(key) <= 317 && key.matches(r'${patterns.labelKey.source}') && self[key].matches(r'${patterns.labelValue.source}'))`,
            message: 'must be labels, e.g. kubernetes.io/metadata.name: argocd',
            holds: (labels) =>
              Object.entries(labels).every(
                ([key, value]) => key.length <= 317 && patterns.labelKey.test(key) && patterns.labelValue.test(value),
              ),
          },
        ],
      ).optional(),
    })
    .describe(description);

const Peer = withRules(
  z.object({
    namespaceSelector: Selector(
      'Namespaces of the host cluster; an empty one selects all. With podSelector, Pods of these namespaces.',
    ).optional(),
    podSelector: Selector(
      "Pods; an empty one selects all. Without namespaceSelector, Pods of the plane's own namespace.",
    ).optional(),
    ipBlock: z
      .object({
        cidr: formed('Range of addresses.', {
          max: 49,
          pattern: patterns.cidr,
          advice: 'must be a range of addresses, e.g. 10.0.0.0/8 or 2001:db8::/32',
        }),
      })
      .describe(
        "Addresses outside of the host cluster, as the host's network shows them: a node port mostly shows the address of a node. It stands alone.",
      )
      .optional(),
  }),
  [
    {
      cel: 'has(self.ipBlock) != (has(self.namespaceSelector) || has(self.podSelector))',
      message: 'must hold either an ipBlock, or namespaceSelector, podSelector or both',
      holds: ({ ipBlock, namespaceSelector, podSelector }) =>
        (ipBlock !== undefined) !== (namespaceSelector !== undefined || podSelector !== undefined),
    },
  ],
);

/** Peers as a NetworkPolicy has them, without expressions. */
export const AllowFrom = z
  .array(Peer)
  .max(16)
  .describe(
    "Who reaches the plane's API server under networkPolicy Enforce, beside the plane itself, the operator and all Pods of this object's namespace. Unset means nobody else with exposure ClusterIP, and everybody with NodePort.",
  )
  .meta({ 'x-kubernetes-list-type': 'atomic' });
