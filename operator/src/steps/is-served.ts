import type { KubeObject } from '../world.ts';

/** Whether the operator's administrator has it look after the object's namespace; no namespaces named: all. */
export function isServed(watchNamespaces: readonly string[], { metadata }: KubeObject): boolean {
  return watchNamespaces.length === 0 || watchNamespaces.includes(metadata.namespace ?? '');
}
