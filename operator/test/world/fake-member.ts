import { resources } from '../../src/api/resources.ts';
import { KubeError } from '../../src/runtime/kube-error.ts';
import type { CallOptions, ClosableKubeApi, KubeObject, MemberConnection, Resource } from '../../src/world.ts';
import { FakeApiServer, type FakeApiServerOptions } from '../fake-api-server.ts';
import { mayDo, type Request } from './rbac.ts';

const { namespaces, nodes, selfSubjectAccessReviews } = resources;

/** How long a kube-apiserver remembers that a token was good. */
const tokenCacheMs = 10_000;

/** A cluster that can become a member: who asks must authenticate, and may do what the cluster's own RBAC says. */
export class FakeMember {
  readonly api: FakeApiServer;
  readonly name: string;
  server: string;
  readonly ca: string;
  /** What the owner's kubeconfig holds. */
  adminToken: string;
  /** false: nobody gets an answer. */
  up = true;
  /** false: the operator gets no answer, others do. */
  seenByOperator = true;
  readonly #now: () => number;
  readonly #remembered = new Map<string, { readonly user: string; readonly until: number }>();

  constructor(
    name: string,
    ordinal: number,
    options: FakeApiServerOptions & { readonly now: () => number; readonly ca: string },
  ) {
    this.api = new FakeApiServer({ ...options, name });
    this.name = name;
    this.server = `https://${name}.example.org:6443`;
    this.ca = options.ca;
    this.adminToken = `admin-of-${name}`;
    this.#now = options.now;
    // A fake server numbers its objects from one: made anew so often, no two clusters have the same identity.
    for (let again = 0; again < ordinal; again += 1) {
      this.api.remove(namespaces, { name: 'kube-system' });
      this.api.seed(namespaces, { metadata: { name: 'kube-system' } });
    }
    this.api.seed(nodes, {
      metadata: { name: `${name}-node` },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
  }

  get clusterID(): string {
    return this.api.read(namespaces, { name: 'kube-system' })?.metadata.uid ?? '';
  }

  /** The user behind a token, remembered for a while after it was good; undefined: 401. */
  authenticate(token: string | undefined): string | undefined {
    if (token === undefined) return undefined;
    if (token === this.adminToken) return 'admin';
    const known = this.#remembered.get(token);
    if (known !== undefined && this.#now() < known.until) return known.user;
    const user = token.startsWith('fake.') ? this.api.reviewToken(token) : undefined;
    if (user !== undefined) this.#remembered.set(token, { user, until: this.#now() + tokenCacheMs });
    return user;
  }

  /** What the cluster would answer to a token: an HTTP status, 0 for none. */
  answerTo(token: string | undefined, request: Request): 200 | 401 | 403 | 0 {
    if (!this.up) return 0;
    const user = this.authenticate(token);
    if (user === undefined) return 401;
    return user === 'admin' || mayDo(this.api, user, request) ? 200 : 403;
  }

  /** The cluster's API as this connection reaches it. */
  open(connection: MemberConnection): ClosableKubeApi {
    const check = (request: Request): void => {
      if (connection.ca !== this.ca) throw failure(0, 'TLS', 'the server certificate is not signed by the expected CA');
      if (!this.seenByOperator) throw failure(0, 'Timeout', 'no answer within the deadline');
      const code = this.answerTo(connection.token, request);
      if (code === 0) throw failure(0, 'Timeout', 'no answer within the deadline');
      if (code === 401) throw failure(401, 'Unauthorized', 'Unauthorized');
      if (code === 403) throw failure(403, 'Forbidden', `forbidden: ${JSON.stringify(request)}`);
    };
    const review = (request: Request): boolean => {
      const code = this.answerTo(connection.token, request);
      // Whoever is known may ask what he may do.
      if (code !== 403) check(request);
      return code === 200;
    };
    return guarded(this.api, check, review);
  }
}

function failure(code: number, reason: string, message: string): KubeError {
  return new KubeError({ code, reason, message });
}

/** Of a SelfSubjectAccessReview. */
function asked(object: KubeObject): Request {
  const { spec } = object as Review;
  const { verb, group, resource, subresource } = spec.resourceAttributes;
  return { verb, group, resource: subresource === undefined ? resource : `${resource}/${subresource}` };
}

interface Review extends KubeObject {
  readonly spec: {
    readonly resourceAttributes: {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource?: string;
    };
  };
}

function guarded(
  api: FakeApiServer,
  check: (request: Request) => void,
  review: (request: Request) => boolean,
): ClosableKubeApi {
  const may = (
    verb: string,
    { group, plural }: Resource,
    key: { readonly namespace?: string; readonly name?: string } = {},
  ) => {
    api.crash.check();
    check({ verb, group, resource: plural, namespace: key.namespace, name: key.name });
  };
  return {
    async get(resource, key, options) {
      may('get', resource, key);
      return api.get(resource, key, options);
    },
    async list(resource, options) {
      may('list', resource, options);
      return api.list(resource, options);
    },
    async listMetadata(resource, options) {
      may('list', resource, options);
      return api.listMetadata(resource, options);
    },
    async create<T extends KubeObject>(resource: Resource, object: KubeObject, options?: CallOptions): Promise<T> {
      if (resource === selfSubjectAccessReviews) {
        api.crash.check();
        return { ...object, status: { allowed: review(asked(object)) } } as KubeObject as T;
      }
      may('create', resource, {
        ...(object.metadata.namespace !== undefined && { namespace: object.metadata.namespace }),
      });
      return api.create(resource, object, options);
    },
    async apply(resource, object, options) {
      may('patch', resource, object.metadata);
      if (api.read(resource, object.metadata) === undefined) may('create', resource, object.metadata);
      return api.apply(resource, object, options);
    },
    async mergePatch(resource, key, patch, options) {
      may('patch', resource, key);
      return api.mergePatch(resource, key, patch, options);
    },
    async delete(resource, key, options) {
      may('delete', resource, key);
      return api.delete(resource, key, options);
    },
    // eslint-disable-next-line max-params -- the port's shape
    async createSubresource(resource, key, subresource, body, options) {
      may('create', { ...resource, plural: `${resource.plural}/${subresource}` }, key);
      return api.createSubresource(resource, key, subresource, body, options);
    },
    async getPath(path, options) {
      api.crash.check();
      check({ path });
      return api.getPath(path, options);
    },
    close: () => Promise.resolve(),
  };
}
