import { BlockList, isIP } from 'node:net';
import { closedRanges } from './address-ranges.ts';
import { embeddedIPv4 } from './embedded-ipv4.ts';
import { ipv6Words } from './ipv6-words.ts';
import { serverUrl } from './server-url.ts';

/** What the administrator says about addresses of members, in CIDR notation. */
export interface AddressRules {
  readonly allowedCIDRs: readonly string[];
  readonly deniedCIDRs: readonly string[];
}

/**
 * The most specific range that holds an address decides; on a tie a denial by the administrator beats an allowance, and that beats what
 * is closed by default. So 0.0.0.0/0 opens neither private networks nor loopback: each has to be named by itself or by a part of it.
 * An address in no range is open.
 */
export interface AddressPolicy {
  readonly ranges: readonly AddressRange[];
}

interface AddressRange {
  readonly holds: BlockList;
  readonly family: 'ipv4' | 'ipv6';
  /** Bits of the prefix; of an unopenable range more than any prefix has. */
  readonly weight: number;
  /** Undefined when the range is allowed. */
  readonly what: string | undefined;
}

/** Throws with a sentence when a range is no CIDR: it comes from the administrator's configuration, at start. */
export function addressPolicy({ allowedCIDRs, deniedCIDRs }: AddressRules): AddressPolicy {
  const denied = deniedCIDRs.map((cidr) => range(cidr, 'an address that the administrator denies'));
  const allowed = allowedCIDRs.map((cidr) => range(cidr, undefined));
  const closed = closedRanges.map(({ cidr, what, never }) => range(cidr, what, never === true ? 1000 : 0));
  return { ranges: [...denied, ...allowed, ...closed] };
}

export const closedPolicy: AddressPolicy = addressPolicy({ allowedCIDRs: [], deniedCIDRs: [] });

/** Why the operator may not connect to a literal address, e.g. `a loopback address`; undefined when it may. */
export function refuseIP(policy: AddressPolicy, address: string): string | undefined {
  const family = isIP(address);
  if (family === 4) return judge(policy, address, 'ipv4');
  if (family !== 6 || address.includes('%')) return 'no plain IP address';
  const inner = embeddedIPv4(address);
  const hidden = inner.map((ipv4) => judge(policy, ipv4, 'ipv4')).find((what) => what !== undefined);
  // The mapped form is the IPv4 address itself and nothing else.
  return isMapped(address) ? hidden : (judge(policy, address, 'ipv6') ?? hidden);
}

/** A sentence's end when `url` may not be the address of a member: no plain https URL, or a literal address that is closed. Names pass: they are judged when they are resolved. */
export function refuseUrl(policy: AddressPolicy, url: string): string | undefined {
  const server = serverUrl(url);
  if (server.kind === 'refused') return server.why;
  const literal = /(?:^|\.)localhost$/.test(server.host) ? '127.0.0.1' : server.host;
  if (isIP(literal) === 0) return undefined;
  const what = refuseIP(policy, literal);
  return what === undefined ? undefined : `is ${what}; an administrator can allow its range`;
}

function judge({ ranges }: AddressPolicy, address: string, family: 'ipv4' | 'ipv6'): string | undefined {
  const holding = ranges.filter((one) => one.family === family && one.holds.check(address, family));
  const decisive = holding.toSorted((one, other) => other.weight - one.weight)[0];
  return decisive?.what;
}

function range(cidr: string, what: string | undefined, extra = 0): AddressRange {
  const [, address = '', bits = ''] = /^([0-9A-Fa-f.:]{2,45})\/(\d{1,3})$/.exec(cidr) ?? [];
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const prefix = Number(bits);
  if (isIP(address) === 0 || bits === '' || prefix > (family === 'ipv6' ? 128 : 32)) {
    throw new Error(`"${cidr}" is no range of addresses; write it like 10.0.0.0/8`);
  }
  const holds = new BlockList();
  holds.addSubnet(address, prefix, family);
  return { holds, family, weight: prefix + extra, what };
}

function isMapped(address: string): boolean {
  const words = ipv6Words(address) ?? [];
  return words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
}
