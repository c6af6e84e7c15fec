import { isIPv6 } from 'node:net';

/** One spelling per address: `0:0:0:0:0:0:0:1` and `::1` are the same name in a certificate. */
export function canonicalIp(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
