import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { AddressRefused } from '../../runtime/address-refused.ts';
import { refuseIP, type AddressPolicy } from './address-gate.ts';

/** Resolves a name to all its addresses. */
export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A lookup for sockets that gives out only addresses that the policy lets through, so that the connection goes to the very address that
 * was judged. One refused address refuses the name: a name that mixes them is made for a second answer. Literal addresses are judged too.
 */
export function gatedLookup(policy: AddressPolicy, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (addresses: readonly LookupAddress[]): void => {
      const refused = addresses.find(({ address }) => refuseIP(policy, address) !== undefined);
      if (refused !== undefined) {
        callback(refusal(hostname, refuseIP(policy, refused.address) ?? ''), '');
        return;
      }
      const family = familyOf(options.family);
      const usable = addresses.filter((one) => family === 0 || one.family === family);
      const [first] = usable;
      if (first === undefined) callback(unknown(), '');
      else if (options.all === true) callback(null, [...usable]);
      else callback(null, first.address, first.family);
    };

    const literal = isIP(hostname);
    if (literal !== 0) {
      answer([{ address: hostname, family: literal }]);
      return;
    }
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error === null) answer(addresses);
      else callback(error, '');
    });
  };
}

function refusal(hostname: string, what: string): AddressRefused {
  const subject = isIP(hostname) === 0 ? 'the name of the server resolves to' : 'the address of the server is';
  return new AddressRefused(`${subject} ${what}; an administrator can allow its range`);
}

function unknown(): NodeJS.ErrnoException {
  return Object.assign(new Error('no usable address'), { code: 'ENOTFOUND' });
}

function familyOf(family: number | 'IPv4' | 'IPv6' | undefined): number {
  if (family === 'IPv4') return 4;
  return family === 'IPv6' ? 6 : (family ?? 0);
}
