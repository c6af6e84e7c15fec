import { resources } from '../../api/resources.ts';
import { isApiError } from '../../steps/perform.ts';
import type { KubeApi, KubeObject } from '../../world.ts';

interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

const rbac = 'rbac.authorization.k8s.io';
const everything: Attributes = { verb: '*', group: '*', resource: '*' };
const escalate: Attributes = { verb: 'escalate', group: rbac, resource: 'clusterroles' };
const bind: Attributes = { verb: 'bind', group: rbac, resource: 'clusterroles' };

const needed: readonly Attributes[] = [
  { verb: 'create', group: '', resource: 'namespaces' },
  { verb: 'create', group: '', resource: 'serviceaccounts' },
  { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token' },
  { verb: 'create', group: rbac, resource: 'clusterroles' },
  { verb: 'create', group: rbac, resource: 'clusterrolebindings' },
];

/**
 * What this account may not do and joining needs, one phrase each, by SelfSubjectAccessReview: nothing is written to find out.
 * RBAC lets nobody give rights away that he lacks himself, unless he may escalate and bind; and a plane gets all.
 */
export async function missingRights(member: KubeApi, signal: AbortSignal): Promise<readonly string[]> {
  const may = (attributes: Attributes) => isAllowed(member, attributes, signal);
  if (await may(everything)) return [];
  const [escalates, binds, ...each] = await Promise.all([escalate, bind, ...needed].map(may));
  return [
    ...needed.filter((_right, index) => each[index] !== true).map(phrase),
    ...(escalates && binds ? [] : ['give the plane every right, as cluster-admin may']),
  ];
}

/** Who may not even ask is told by what follows. */
async function isAllowed(member: KubeApi, resourceAttributes: Attributes, signal: AbortSignal): Promise<boolean> {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    metadata: { name: '' },
    spec: { resourceAttributes },
  };
  try {
    const { status } = await member.create<Review>(resources.selfSubjectAccessReviews, review, { signal });
    return status?.allowed === true;
  } catch (error) {
    if (isApiError(error) && error.code === 403) return true;
    throw error;
  }
}

interface Review extends KubeObject {
  readonly status?: { readonly allowed?: boolean };
}

function phrase({ verb, resource, subresource }: Attributes): string {
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}
