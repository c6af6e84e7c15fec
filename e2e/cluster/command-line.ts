import { defaults } from './plan.ts';

/** What a user types for the named cluster; the quickstart's has its verbs in the Makefile. */
export function commandLine(verb: 'up' | 'down', name: string): string {
  if (name === defaults.name) return verb === 'up' ? 'make quickstart' : 'make down';
  return `npm exec -- node e2e/cluster/main.ts ${verb} --name ${name}`;
}
