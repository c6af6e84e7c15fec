// One bridge joins this computer and all machines of a cluster. It lies in a namespace of its own, so that neither the
// computer's firewall nor its forwarding has a say, and so that removing the namespace removes every link.
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { belongsTo, type ClusterPlan, type MachinePlan } from '../plan.ts';
import { run, succeeds } from './run.ts';

const Links = z.array(z.object({ ifname: z.string() }));
const Addresses = z.array(z.object({ ifname: z.string(), addr_info: z.array(z.object({ local: z.string() })) }));
const Namespaces = z.array(z.object({ name: z.string() }));

const bridge = 'bridge';

export async function ensureNetwork(plan: ClusterPlan): Promise<void> {
  await ensureNamespace(plan.bridgeNamespace);
  await succeeds('nsenter', [...inNet(plan.bridgeNamespace), 'sysctl', '-qw', 'net.bridge.bridge-nf-call-iptables=0']);
  await ensureBridge(plan.bridgeNamespace);
  await ensureLink(plan);
  for (const machine of [plan.host, ...plan.members]) await ensurePort(plan, machine);
}

/** Arguments of nsenter that enter a named network namespace. */
export function inNet(namespace: string): readonly string[] {
  return [`--net=${namespacePath(namespace)}`, '--'];
}

export function namespacePath(namespace: string): string {
  return `/run/netns/${namespace}`;
}

/** The names of all network namespaces of a cluster, machines first. */
export async function namespacesOf(cluster: string): Promise<readonly string[]> {
  const listed = await run('ip', ['-json', 'netns', 'list']);
  const names = listed.trim() === '' ? [] : Namespaces.parse(JSON.parse(listed)).map(({ name }) => name);
  return names.filter((name) => belongsTo(cluster, name)).sort((one, other) => other.length - one.length);
}

export async function removeNamespace(namespace: string): Promise<void> {
  await run('ip', ['netns', 'delete', namespace]);
}

async function ensureNamespace(namespace: string): Promise<void> {
  if (await succeeds('nsenter', [...inNet(namespace), 'true'])) return;
  // A file without a mounted namespace is what an interrupted removal or a restart leaves.
  await rm(namespacePath(namespace), { force: true });
  await run('ip', ['netns', 'add', namespace]);
  await run('ip', ['-netns', namespace, 'link', 'set', 'lo', 'up']);
}

async function ensureBridge(namespace: string): Promise<void> {
  if (!(await linksOf(namespace)).has(bridge))
    await run('ip', ['-netns', namespace, 'link', 'add', bridge, 'type', 'bridge']);
  await run('ip', ['-netns', namespace, 'link', 'set', bridge, 'up']);
}

async function ensureLink({ link, net, bridgeNamespace }: ClusterPlan): Promise<void> {
  if (!(await linksOf(bridgeNamespace)).has('computer'))
    await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'computer', 'netns', bridgeNamespace]);
  await run('ip', ['-netns', bridgeNamespace, 'link', 'set', 'computer', 'master', bridge, 'up']);
  await run('ip', ['address', 'replace', `${net}.1/24`, 'dev', link]);
  await run('ip', ['link', 'set', link, 'up']);
}

async function ensurePort(
  { net, bridgeNamespace }: ClusterPlan,
  { name, namespace, address }: MachinePlan,
): Promise<void> {
  await ensureNamespace(namespace);
  const inside = ['-netns', namespace];
  if (!(await linksOf(namespace)).has('eth0'))
    await run('ip', [
      '-netns',
      bridgeNamespace,
      'link',
      'add',
      name,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      namespace,
    ]);
  await run('ip', ['-netns', bridgeNamespace, 'link', 'set', name, 'master', bridge, 'up']);
  await run('ip', [...inside, 'address', 'replace', `${address}/24`, 'dev', 'eth0']);
  await run('ip', [...inside, 'link', 'set', 'eth0', 'up']);
  await run('ip', [...inside, 'route', 'replace', 'default', 'via', `${net}.1`]);
}

async function linksOf(namespace: string): Promise<ReadonlySet<string>> {
  const links = Links.parse(JSON.parse(await run('ip', ['-netns', namespace, '-json', 'link'])));
  return new Set(links.map(({ ifname }) => ifname));
}

/** Throws a Failure if another interface of this computer has an address of the cluster's net. */
export async function refuseTakenNet({ net, link }: ClusterPlan): Promise<void> {
  const all = Addresses.parse(JSON.parse(await run('ip', ['-4', '-json', 'address'])));
  const taker = all.find(
    ({ ifname, addr_info }) => ifname !== link && addr_info.some(({ local }) => local.startsWith(`${net}.`)),
  );
  if (taker === undefined) return;
  throw new Failure(`the net ${net}.0/24 is in use on ${taker.ifname}`, { next: 'give another one: --net 10.99.0' });
}
