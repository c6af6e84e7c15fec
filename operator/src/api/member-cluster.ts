import { z } from 'zod';
import { apiVersion } from './group.ts';
import { MemberClusterSpec as Spec } from './member/spec.ts';
import { MemberClusterStatus as Status } from './member/status.ts';
import { clusterNameLimit } from './names.ts';
import type { DeepReadonly } from './shared/deep-readonly.ts';
import { Metadata } from './shared/metadata.ts';
import { patterns } from './shared/patterns.ts';
import { withRules } from './shared/rules.ts';

const Fields = z
  .object({
    apiVersion: z.literal(apiVersion),
    kind: z.literal('MemberCluster'),
    metadata: Metadata,
    spec: Spec,
    status: Status.optional(),
  })
  .describe('The membership of one cluster in one KarmadaInstance.');

// An unset clusterName is the object's own name, so writing that name down, or erasing it again, changes nothing.
const sameClusterName = [
  'has(self.spec.clusterName) && has(oldSelf.spec.clusterName) ? self.spec.clusterName == oldSelf.spec.clusterName :',
  '(!has(self.spec.clusterName) || self.spec.clusterName == self.metadata.name) &&',
  '(!has(oldSelf.spec.clusterName) || oldSelf.spec.clusterName == self.metadata.name)',
].join(' ');

/** The stored object, as the server gives it out. */
export const MemberCluster = withRules(Fields, [
  {
    cel: `size(self.metadata.name) <= ${clusterNameLimit} && self.metadata.name.matches(r'${patterns.label.source}')`,
    at: ['metadata'],
    message: `name must be at most ${clusterNameLimit} characters of a-z, 0-9 and "-", with a letter or digit at both ends: choose another name`,
    holds: ({ metadata: { name } }) => name.length <= clusterNameLimit && patterns.label.test(name),
  },
  {
    cel: sameClusterName,
    message: 'clusterName cannot change after creation: delete this MemberCluster and make one with the other name',
    at: ['spec'],
  },
]);

export type MemberCluster = DeepReadonly<z.infer<typeof MemberCluster>>;
export type MemberClusterSpec = MemberCluster['spec'];
export type MemberClusterStatus = NonNullable<MemberCluster['status']>;
