import { defaults } from './plan.ts';

/** What a user types for the named cluster; the quickstart's has its verbs in the Makefile. The net is that of a cluster to be made. */
export function commandLine(verb: 'up' | 'down', name: string, net?: string): string {
  if (name === defaults.name) return verb === 'up' ? 'make quickstart' : 'make down';
  const options = [`--name ${name}`, ...(net === undefined ? [] : [`--net ${net}`])].join(' ');
  return `npm exec -- node e2e/cluster/main.ts ${verb} ${options}`;
}
