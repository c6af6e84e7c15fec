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
const roles = { group: rbac, resource: 'roles' };
const clusterRoles = { group: rbac, resource: 'clusterroles' };

/** What joining writes, by server-side apply. */
const written = [
  { group: '', resource: 'namespaces' },
  { group: '', resource: 'serviceaccounts' },
  clusterRoles,
  { group: rbac, resource: 'clusterrolebindings' },
  roles,
  { group: rbac, resource: 'rolebindings' },
].flatMap((kind) => ['create', 'patch'].map((verb): Attributes => ({ verb, ...kind })));

const needed: readonly Attributes[] = [
  ...written,
  { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token' },
];

/** RBAC lets nobody give rights away that he lacks himself, unless he may do this; and a plane gets all. */
const instead = [clusterRoles, roles].flatMap((kind) =>
  ['escalate', 'bind'].map((verb): Attributes => ({ verb, ...kind })),
);

/** What this account may not do and joining needs, one phrase each, by SelfSubjectAccessReview: nothing is written to find out. */
export async function missingRights(member: KubeApi, signal: AbortSignal): Promise<readonly string[]> {
  const lacks = async (all: readonly Attributes[]) => {
    const answers = await Promise.all(all.map((attributes) => isAllowed(member, attributes, signal)));
    return all.filter((_attributes, index) => answers[index] !== true);
  };
  if ((await lacks([everything])).length === 0) return [];
  const [missing, powers] = await Promise.all([lacks(needed), lacks(instead)]);
  return [...missing.map(phrase), ...(powers.length === 0 ? [] : ['give the plane every right, as cluster-admin may'])];
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
