import type { ObjectKey } from './world.ts';

/** `namespace/name`, as queues hold it. */
export function keyOf({ namespace, name }: ObjectKey): string {
  return `${namespace ?? ''}/${name}`;
}

export function objectKey(key: string): Required<ObjectKey> {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
