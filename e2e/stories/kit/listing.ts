import assert from 'node:assert/strict';
import type { Client } from './client.ts';

/** One line for each object that a cluster holds: what it is, where, and which one. */
export type Listing = readonly string[];

/** These come and go by themselves. */
const restless: ReadonlySet<string> = new Set([
  'events',
  'events.events.k8s.io',
  'leases.coordination.k8s.io',
  'componentstatuses',
  'bindings',
]);

const columns = [
  '.kind',
  '.metadata.namespace',
  '.metadata.name',
  '.metadata.uid',
  '.metadata.labels',
  '.metadata.finalizers',
];

/** All objects of all kinds that the cluster serves, found by discovery as `kubectl api-resources` does. */
export async function listing(api: Client): Promise<Listing> {
  const kinds = (await api.run('api-resources --verbs list -o name'))
    .split('\n')
    .filter((kind) => kind !== '' && !restless.has(kind));
  const shape = columns.map((path, index) => `C${index}:${path}`).join(',');
  const text = await api.run(`get ${kinds.join(',')} -A --no-headers --ignore-not-found -o custom-columns=${shape}`);
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
  return lines.filter((line) => line !== '').sort();
}

/** Rejects with the difference, but for lines that `expected` names. */
export function assertSame(before: Listing, after: Listing, expected: (line: string) => boolean = () => false): void {
  const appeared = after.filter((line) => !before.includes(line) && !expected(line));
  const vanished = before.filter((line) => !after.includes(line) && !expected(line));
  const told = [...appeared.map((line) => `+ ${line}`), ...vanished.map((line) => `- ${line}`)];
  assert.equal(told.length, 0, `left behind (+) or missing (-):\n${told.join('\n')}`);
}

/** Lines of objects within one of these namespaces, and of the namespaces themselves. */
export function within(...namespaces: readonly string[]): (line: string) => boolean {
  return (line) => {
    const [kind, namespace, name] = line.split(' ');
    return namespaces.includes((kind === 'Namespace' ? name : namespace) ?? '');
  };
}
