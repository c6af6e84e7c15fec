// Names and addresses of one local cluster. Nothing here touches the machine.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from './failure.ts';

export interface ClusterPlan {
  readonly name: string;
  /** The first three numbers of the /24 that joins the machines, such as 10.97.0. */
  readonly net: string;
  readonly directory: string;
  /** The namespace that holds the bridge, so that no firewall of this computer filters what crosses it. */
  readonly bridgeNamespace: string;
  /** This computer's end: address `net`.1 on this link. */
  readonly link: string;
  readonly host: MachinePlan;
  readonly members: readonly MachinePlan[];
}

/** One machine: namespaces of its own, an address, a folder. */
export interface MachinePlan {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly directory: string;
  readonly logs: string;
}

export interface ClusterSize {
  readonly name: string;
  readonly net: string;
  readonly members: number;
}

export const defaults: ClusterSize = { name: 'slipway', net: '10.97.0', members: 1 };

const firstMember = 11;
const mostMembers = 200;
/** Linux allows a socket 107 characters; the kubelet's longest is host/kubelet/pod-resources/kubelet.sock. */
const longestDirectory = 107 - '/host/kubelet/pod-resources/kubelet.sock'.length;

/** `root` is the folder that holds the state of all clusters. Throws a Failure for a name, net or size that cannot be. */
export function clusterPlan(root: string, size: ClusterSize): ClusterPlan {
  const { name, net, members } = size;
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name))
    throw refused(`"${name}" is no cluster name`, 'use at most 20 of a-z, 0-9 and -');
  if (!isPrivateNet(net))
    throw refused(`"${net}" is no private /24 net`, 'give its first three numbers, such as 10.97.0');
  if (!Number.isInteger(members) || members < 0 || members > mostMembers)
    throw refused(`${members} members cannot be made`, `ask for 0 to ${mostMembers}`);

  const directory = join(root, name);
  if (directory.length > longestDirectory)
    throw refused(
      `the path ${directory} is too long for the sockets below it`,
      'move the project, or take a shorter name',
    );
  const machine = (machineName: string, last: number): MachinePlan => ({
    name: machineName,
    namespace: `${bridgeNamespace(name)}.${machineName}`,
    address: `${net}.${last}`,
    directory: join(directory, machineName),
    logs: join(directory, 'logs'),
  });
  return {
    name,
    net,
    directory,
    bridgeNamespace: bridgeNamespace(name),
    link: `slw-${hash('sha256', name).slice(0, 8)}`,
    host: machine('host', 2),
    members: Array.from({ length: members }, (_, index) => machine(`member-${index + 1}`, firstMember + index)),
  };
}

/** Whether a network namespace belongs to the named cluster. A name holds no dot, so "a" never claims the parts of "a-b". */
export function belongsTo(cluster: string, namespace: string): boolean {
  return namespace === bridgeNamespace(cluster) || namespace.startsWith(`${bridgeNamespace(cluster)}.`);
}

function bridgeNamespace(cluster: string): string {
  return `slipway-${cluster}`;
}

function isPrivateNet(net: string): boolean {
  const numbers = net.split('.').map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  const [first = 256, second = 256, third = 256] = numbers;
  if (numbers.length !== 3 || [first, second, third].some((number) => number > 255)) return false;
  return first === 10
    ? !taken.has(`${first}.${second}`)
    : (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168);
}

/** Services and Pods live there. */
const taken: ReadonlySet<string> = new Set(['10.96', '10.244', '10.0']);

function refused(what: string, next: string): Failure {
  return new Failure(what, { next });
}
