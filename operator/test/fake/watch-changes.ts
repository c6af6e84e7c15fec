import { KubeError } from '../../src/runtime/kube-error.ts';
import type { KubeObject, Resource, WatchEvent, WatchOptions } from '../../src/runtime/kube-types.ts';
import { kind, type Change, type ObjectTable } from './object-table.ts';

/** A watch over the table: from a revision on, in terms of the selector, until the signal aborts. 410 when the revision is too old. */
export async function* watchChanges<T extends KubeObject>(
  table: ObjectTable,
  resource: Resource,
  options: WatchOptions,
  view: { readonly matches: (object: KubeObject) => boolean; readonly shape: (object: KubeObject) => T },
): AsyncGenerator<WatchEvent<T>, void> {
  const since = Number(options.resourceVersion);
  if (since < table.oldest)
    throw new KubeError({
      code: 410,
      reason: 'Expired',
      message: `too old resource version: ${since} (${table.oldest})`,
    });
  const waiting: Change[] = table.changesAfter(since, resource);
  let wake = (): void => undefined;
  const off = table.onChange((change) => {
    if (kind(change.resource) !== kind(resource)) return;
    waiting.push(change);
    wake();
  });
  const abort = (): void => wake();
  options.signal?.addEventListener('abort', abort);
  try {
    for (;;) {
      if (options.signal?.aborted)
        throw new KubeError({ code: 0, reason: 'Aborted', message: 'the watch was given up' });
      const change = waiting.shift();
      const event = change && eventFor(change, view);
      if (event !== undefined) yield event;
      if (change === undefined) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    off();
    options.signal?.removeEventListener('abort', abort);
  }
}

function eventFor<T extends KubeObject>(
  { type, object, before }: Change,
  { matches, shape }: { readonly matches: (object: KubeObject) => boolean; readonly shape: (object: KubeObject) => T },
): WatchEvent<T> | undefined {
  const was = before !== undefined && matches(before);
  const is = type !== 'DELETED' && matches(object);
  if (was && is) return { type: 'MODIFIED', object: shape(object) };
  if (is) return { type: 'ADDED', object: shape(object) };
  return was ? { type: 'DELETED', object: shape(object) } : undefined;
}
