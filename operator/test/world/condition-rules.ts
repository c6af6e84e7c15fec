import { reasonsOfInstance, reasonsOfMember } from '../../src/api/conditions.ts';
import { instanceConditionTypes, memberConditionTypes } from '../../src/api/condition-types.ts';
import { KarmadaInstance } from '../../src/api/karmada-instance.ts';
import { MemberCluster } from '../../src/api/member-cluster.ts';
import type { Condition } from '../../src/steps/conditions.ts';
import type { KubeObject } from '../../src/world.ts';

interface Reported extends KubeObject {
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };
}

/** What is wrong with an object's status by the rules that kstatus and Flux check, and by our own closed lists; empty when all is well. */
export function brokenRules(object: KubeObject & { readonly kind?: string }): readonly string[] {
  const { metadata, status, kind }: Reported = object;
  if (status?.conditions === undefined) return [];
  const { conditions } = status;
  const of = (type: string): Condition | undefined => conditions.find((condition) => condition.type === type);
  const instance = kind === 'KarmadaInstance';
  const shape = (instance ? KarmadaInstance : MemberCluster).shape.status.safeParse(status);
  const types = Object.keys(instance ? instanceConditionTypes : memberConditionTypes);
  const reasons = Object.keys(instance ? reasonsOfInstance : reasonsOfMember);
  const generation = metadata.generation ?? 0;
  return [
    ...(of('Ready') === undefined ? ['Ready is missing'] : []),
    ...(of('Stalled') !== undefined && of('Ready')?.status !== 'False' ? ['Stalled, but Ready is not False'] : []),
    ...(of('Stalled') !== undefined && of('Reconciling') !== undefined ? ['Stalled and Reconciling at once'] : []),
    ...['Stalled', 'Reconciling']
      .filter((type) => (of(type)?.status ?? 'True') !== 'True')
      .map((type) => `${type} stands there without being True`),
    ...((status.observedGeneration ?? 0) > generation ? ['observedGeneration is ahead'] : []),
    ...conditions
      .filter(({ observedGeneration }) => (observedGeneration ?? 0) > generation)
      .map(({ type }) => `${type} is ahead`),
    ...conditions.filter(({ type }) => !types.includes(type)).map(({ type }) => `condition ${type} is not in the list`),
    ...conditions
      .filter(({ reason }) => !reasons.includes(reason))
      .map(({ type, reason }) => `${type}: reason ${reason} is not in the list`),
    ...conditions
      .filter(({ message }) => /\d{4}-\d\d-\d\dT|attempt|undefined|\[object/.test(message))
      .map(({ message }) => `unstable message: ${message}`),
    ...(new Set(conditions.map(({ type }) => type)).size < conditions.length ? ['a condition stands there twice'] : []),
    ...(shape.success ? [] : [`status does not fit its schema: ${JSON.stringify(shape.error.issues.slice(0, 3))}`]),
  ];
}
