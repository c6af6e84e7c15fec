import { isIPv6 } from 'node:net';

/** The eight 16-bit words of an IPv6 address; undefined when the text is none or has a zone. */
export function ipv6Words(address: string): readonly number[] | undefined {
  if (!isIPv6(address) || address.includes('%')) return undefined;
  const [head = '', tail] = withoutDottedTail(address).split('::');
  const before = words(head);
  if (tail === undefined) return before;
  const after = words(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function words(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((word) => parseInt(word, 16));
}

/** `::ffff:10.0.0.1` becomes `::ffff:a00:1`. */
function withoutDottedTail(address: string): string {
  const start = address.lastIndexOf(':') + 1;
  const tail = address.slice(start);
  if (!tail.includes('.')) return address;
  const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
  return `${address.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
