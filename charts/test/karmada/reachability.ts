import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Manifest } from '../../../operator/scripts/manifests/manifest.ts';

const Selector = z.strictObject({ matchLabels: z.record(z.string(), z.string()).optional() });
const Peer = z.strictObject({
  podSelector: Selector.optional(),
  namespaceSelector: Selector.optional(),
  ipBlock: z.strictObject({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
});
const Port = z.strictObject({ port: z.int(), protocol: z.enum(['TCP', 'UDP']).default('TCP') });
const Rule = z.strictObject({
  from: z.array(Peer).optional(),
  to: z.array(Peer).optional(),
  ports: z.array(Port).optional(),
});
const Policy = z.object({
  podSelector: Selector,
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
  ingress: z.array(Rule).default([]),
  egress: z.array(Rule).default([]),
});
export type Policy = z.infer<typeof Policy>;
type Rule = z.infer<typeof Rule>;
type Peer = z.infer<typeof Peer>;

/** One end of a connection: a Pod, or an address that is none. */
export interface End {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ip: string;
}

/** Policies as strict data: a field that this reader does not know is an error, never silently open or closed. */
export function policiesOf(objects: readonly Manifest[]): readonly Policy[] {
  return z.array(Policy).parse(objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec));
}

export interface Target {
  readonly end: End;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

/** Whether the policies of one namespace let `from` open a connection, as the NetworkPolicy API defines it. */
export function reaches(
  policies: readonly Policy[],
  home: string,
  from: End,
  { end, port, protocol = 'TCP' }: Target,
): boolean {
  const allows = (rule: Rule, peers: readonly Peer[] | undefined, other: End) =>
    (rule.ports === undefined || rule.ports.some((open) => open.port === port && open.protocol === protocol)) &&
    (peers === undefined || peers.length === 0 || peers.some((peer) => matches(peer, other, home)));
  const leaving = selecting(policies, home, from, 'Egress');
  const arriving = selecting(policies, home, end, 'Ingress');
  return (
    (leaving.length === 0 || leaving.some(({ egress }) => egress.some((rule) => allows(rule, rule.to, end)))) &&
    (arriving.length === 0 || arriving.some(({ ingress }) => ingress.some((rule) => allows(rule, rule.from, from))))
  );
}

function selecting(policies: readonly Policy[], home: string, end: End, type: 'Ingress' | 'Egress'): readonly Policy[] {
  if (end.namespace !== home) return [];
  return policies.filter(
    ({ podSelector, policyTypes }) => policyTypes.includes(type) && selects(podSelector, end.labels),
  );
}

function matches({ ipBlock, podSelector, namespaceSelector }: Peer, end: End, home: string): boolean {
  if (ipBlock !== undefined) return within(end.ip, [ipBlock.cidr]) && !within(end.ip, ipBlock.except ?? []);
  if (end.namespace === undefined) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? end.namespace === home
      : selects(namespaceSelector, { 'kubernetes.io/metadata.name': end.namespace });
  return inNamespace && (podSelector === undefined || selects(podSelector, end.labels));
}

function selects({ matchLabels = {} }: z.infer<typeof Selector>, labels: End['labels'] = {}): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

/** An address is never in a range of the other family, though a block list would map one into the other. */
function within(ip: string, ranges: readonly string[]): boolean {
  const list = new BlockList();
  for (const range of ranges.filter((candidate) => isIPv6(candidate.split('/')[0] ?? '') === isIPv6(ip))) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), isIPv6(ip) ? 'ipv6' : 'ipv4');
  }
  return list.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
}
