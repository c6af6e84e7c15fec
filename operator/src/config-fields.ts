import { isIP } from 'node:net';
import { z } from 'zod';

const name = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const dnsLabel = z.string().regex(name, 'is not a name of lower-case letters, digits and dashes');

/** Comma-separated names; each once. */
export const nameList = commaSeparated(dnsLabel, 500);

/** Comma-separated address ranges, IPv4 or IPv6. */
export const cidrList = commaSeparated(z.string().refine(isCIDR, 'is not an address range such as 10.0.0.0/8'), 256);

export const port = z.string().transform((text, context) => integerIn(text, 1024, 65_535, context));

/** A number of things done at once, from 1 to `most`. */
export function count(most: number) {
  return z.string().transform((text, context) => integerIn(text, 1, most, context));
}

function commaSeparated(item: z.ZodType<string, string>, most: number) {
  return z
    .string()
    .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''))
    .pipe(z.array(item).max(most, `has more than ${most} entries`));
}

function isCIDR(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function integerIn(text: string, least: number, most: number, context: z.RefinementCtx): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  context.addIssue(`is not a whole number from ${least} to ${most}`);
  return z.NEVER;
}
