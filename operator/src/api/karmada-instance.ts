import { z } from 'zod';
import { apiVersion } from './group.ts';
import { KarmadaInstanceSpec as Spec } from './instance/spec.ts';
import { KarmadaInstanceStatus as Status } from './instance/status.ts';
import { instanceNameLimit } from './names.ts';
import type { DeepReadonly } from './shared/deep-readonly.ts';
import { Metadata } from './shared/metadata.ts';
import { patterns } from './shared/patterns.ts';
import { withRules } from './shared/rules.ts';

const Fields = z
  .object({
    apiVersion: z.literal(apiVersion),
    kind: z.literal('KarmadaInstance'),
    metadata: Metadata,
    spec: Spec,
    status: Status.optional(),
  })
  .describe('One isolated Karmada control plane, run on a host cluster and kept as its spec says.');

/** The stored object, as the server gives it out. */
export const KarmadaInstance = withRules(Fields, [
  {
    cel: `size(self.metadata.name) <= ${instanceNameLimit} && self.metadata.name.matches(r'${patterns.serviceLabel.source}')`,
    at: ['metadata'],
    message: `name must be at most ${instanceNameLimit} characters of a-z, 0-9 and "-", begin with a letter and end with a letter or digit: choose another name`,
    holds: ({ metadata: { name } }) => name.length <= instanceNameLimit && patterns.serviceLabel.test(name),
  },
]);

export type KarmadaInstance = DeepReadonly<z.infer<typeof KarmadaInstance>>;
export type KarmadaInstanceSpec = KarmadaInstance['spec'];
export type KarmadaInstanceStatus = NonNullable<KarmadaInstance['status']>;
