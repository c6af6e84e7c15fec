import { ipv6Words } from './ipv6-words.ts';

/** The IPv4 addresses to which a packet for this IPv6 address may be sent on: by the socket layer, by a NAT64 or by a tunnel. */
export function embeddedIPv4(address: string): readonly string[] {
  const words = ipv6Words(address);
  if (words === undefined) return [];
  return forms.filter(({ fits }) => fits(words)).map(({ at, flip }) => dotted(words.slice(at, at + 2), flip));
}

interface Form {
  readonly fits: (words: readonly number[]) => boolean;
  /** Where the two words of the IPv4 address stand. */
  readonly at: number;
  readonly flip: boolean;
}

const zero = (words: readonly number[]) => words.every((word) => word === 0);

const forms: readonly Form[] = [
  // ::a.b.c.d (long out of use; :: and ::1 are no such thing), ::ffff:a.b.c.d, and its translated form ::ffff:0:a.b.c.d
  { fits: (words) => zero(words.slice(0, 6)) && !(words[6] === 0 && (words[7] ?? 0) < 2), at: 6, flip: false },
  { fits: (words) => zero(words.slice(0, 5)) && words[5] === 0xffff, at: 6, flip: false },
  { fits: (words) => zero(words.slice(0, 4)) && words[4] === 0xffff && words[5] === 0, at: 6, flip: false },
  // NAT64: 64:ff9b::/96 and the local 64:ff9b:1::/48
  { fits: (words) => words[0] === 0x64 && words[1] === 0xff9b, at: 6, flip: false },
  // 6to4
  { fits: (words) => words[0] === 0x2002, at: 1, flip: false },
  // Teredo: server, and client with its bits flipped
  { fits: (words) => words[0] === 0x2001 && words[1] === 0, at: 2, flip: false },
  { fits: (words) => words[0] === 0x2001 && words[1] === 0, at: 6, flip: true },
  // ISATAP
  { fits: (words) => (words[4] === 0 || words[4] === 0x200) && words[5] === 0x5efe, at: 6, flip: false },
];

function dotted(pair: readonly number[], flip: boolean): string {
  return pair
    .map((word) => (flip ? word ^ 0xffff : word))
    .flatMap((word) => [word >> 8, word & 0xff])
    .join('.');
}
