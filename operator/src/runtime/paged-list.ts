import type { Caller } from './caller.ts';
import { isGone, KubeError } from './kube-error.ts';
import { collectionPath } from './kube-path.ts';
import type { KubeObject, ListOptions, Resource, VersionedList } from './kube-types.ts';
import { asKind, metadataListAccept } from './object-shape.ts';
import { trustedJson } from './trusted-json.ts';

const pageSize = 500;
const mostRestarts = 3;

interface Page<T> {
  readonly metadata?: {
    readonly resourceVersion?: string;
    readonly continue?: string;
  };
  readonly items?: readonly T[] | null;
}

export interface PagedOptions extends ListOptions {
  readonly metadataOnly: boolean;
  /** Bytes of all pages together; a server that never ends its list is no reason to fill the memory. */
  readonly maxListBytes: number;
}

/** The whole list in pages, all of one version: an expired page starts it afresh, so it is never partial. Rejects with KubeError. */
export async function pagedList<T extends KubeObject>(
  caller: Caller,
  resource: Resource,
  options: PagedOptions,
): Promise<VersionedList<T>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await oneList<T>(caller, resource, options);
    } catch (error) {
      if (!isGone(error) || restarts === mostRestarts) throw error;
    }
  }
}

async function oneList<T extends KubeObject>(
  caller: Caller,
  resource: Resource,
  options: PagedOptions,
): Promise<VersionedList<T>> {
  const items: T[] = [];
  let resourceVersion = '';
  for await (const page of pages<T>(caller, resource, options)) {
    for (const item of page.items ?? []) items.push(asKind(resource, item));
    resourceVersion = page.metadata?.resourceVersion ?? '';
  }
  return { items, resourceVersion };
}

async function* pages<T>(caller: Caller, resource: Resource, options: PagedOptions): AsyncGenerator<Page<T>, void> {
  let bytes = 0;
  let next: string | undefined;
  do {
    const { page, size } = await readPage<T>(caller, resource, options, { limit: pageSize, continue: next });
    bytes += size;
    if (bytes > options.maxListBytes) {
      throw new KubeError({
        code: 0,
        reason: 'TooLarge',
        message: `the list is larger than ${options.maxListBytes} bytes`,
      });
    }
    yield page;
    next = page.metadata?.continue;
  } while (next !== undefined && next !== '');
}

async function readPage<T>(
  caller: Caller,
  resource: Resource,
  options: PagedOptions,
  position: { readonly limit: number; readonly continue?: string | undefined },
): Promise<{ readonly page: Page<T>; readonly size: number }> {
  const { labelSelector, fieldSelector } = options;
  const text = await caller.text({
    method: 'GET',
    path: collectionPath(resource, options.namespace, { ...position, labelSelector, fieldSelector }),
    accept: options.metadataOnly ? metadataListAccept : 'application/json',
    signal: options.signal,
  });
  return { page: parsePage<T>(text), size: text.length };
}

function parsePage<T>(text: string): Page<T> {
  try {
    const page = trustedJson<Page<T> | null>(text);
    if (typeof page === 'object' && page !== null && (Array.isArray(page.items) || page.items === null)) return page;
  } catch {
    // said below
  }
  throw new KubeError({ code: 0, reason: 'BadAnswer', message: 'the answer is no list' });
}
