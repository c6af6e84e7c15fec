import type { ClusterClient } from './runtime/cluster-client.ts';
import type { KubeObject, Resource } from './world.ts';

export function follow(client: ClusterClient, resource: Resource, options: { labelSelector?: string; metadataOnly?: boolean }, onObject: (object: KubeObject) => void): () => void {
  const stop = new AbortController();
  void (async () => {
    while (!stop.signal.aborted) {
      try {
        const { items, resourceVersion } = await client.listAt<KubeObject>(resource, { ...options, signal: stop.signal });
        items.forEach(onObject);
        for await (const event of client.watch<KubeObject>(resource, { ...options, resourceVersion, timeoutSeconds: 1800, idleMs: 120_000, signal: stop.signal })) {
          onObject(event.object);
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  })();
  return () => stop.abort();
}
