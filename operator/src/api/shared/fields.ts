import { z } from 'zod';
import { parseDuration } from '../duration.ts';
import { parseQuantity } from '../quantity.ts';
import { patterns } from './patterns.ts';
import { withRules } from './rules.ts';

interface Form {
  readonly max: number;
  readonly pattern: RegExp;
  /** What the reader should write instead. */
  readonly advice: string;
}

/** Text of one form. The rule is CEL and no `pattern`, so that the server's refusal says what to write. */
export function formed(description: string, { max, pattern, advice }: Form): z.ZodString {
  const text = z.string().min(1).max(max).describe(description);
  return withRules(text, [
    { cel: `self.matches(r'${pattern.source}')`, message: advice, holds: (value) => pattern.test(value) },
  ]);
}

export const text = (description: string, max: number): z.ZodString => z.string().max(max).describe(description);

export const objectName = (description: string): z.ZodString =>
  formed(description, {
    max: 253,
    pattern: patterns.subdomain,
    advice: 'must be the name of an object: lower-case letters, digits, "-" and ".", e.g. my-secret',
  });

export const labelName = (description: string, max = 63): z.ZodString =>
  formed(description, {
    max,
    pattern: patterns.label,
    advice: 'must be a DNS label: lower-case letters, digits and "-", with a letter or digit at both ends',
  });

export const labelValue = (description: string): z.ZodString =>
  formed(description, {
    max: 63,
    pattern: patterns.labelValue,
    advice:
      'must be a label value: letters, digits, "-", "_" and ".", with a letter or digit at both ends, e.g. eu-west-1',
  });

const nameFields = { name: objectName('Name of the object, in the same namespace.') };

export const nameReference = (description: string) => z.object(nameFields).describe(description);

export const count = (description: string) => z.int32().min(0).describe(description);

export const time = (description: string): z.ZodISODateTime => z.iso.datetime({ offset: true }).describe(description);

interface Span {
  readonly least: string;
  readonly most: string;
}

/** Duration between two bounds, both included; `least` and `most` are Go durations. */
export function duration(description: string, { least, most }: Span): z.ZodString {
  const form = formed(description, {
    max: 32,
    pattern: patterns.duration,
    advice: 'must be a duration in h, m, s and ms, e.g. 10m or 1h30m',
  });
  return withRules(form, [
    {
      cel: `!self.matches(r'${patterns.duration.source}') || (duration(self) >= duration('${least}') && duration(self) <= duration('${most}'))`,
      message: `must be a duration from ${least} to ${most}`,
      holds: (value) => !patterns.duration.test(value) || isWithin(value, { least, most }),
    },
  ]);
}

function isWithin(value: string, { least, most }: Span): boolean {
  const [span, from, to] = [value, least, most].map(parseDuration);
  return span !== undefined && from !== undefined && to !== undefined && span >= from && span <= to;
}

/** Amount of storage: above zero. */
export function storageSize(description: string): z.ZodString {
  const form = formed(description, { max: 20, pattern: patterns.quantity, advice: 'must be a quantity, e.g. 5Gi' });
  return withRules(form, [
    {
      cel: `!self.matches(r'${patterns.quantity.source}') || quantity(self).isGreaterThan(quantity('0'))`,
      message: 'must be above zero, e.g. 5Gi',
      holds: (value) => !patterns.quantity.test(value) || (parseQuantity(value)?.nanos ?? 0n) > 0n,
    },
  ]);
}

/** Amount of a compute resource, typed as people type it: `2`, `500m`, `1Gi`. */
export function resourceAmount(description: string) {
  const amount = z.union([z.int().min(0).max(999_999_999_999_999), z.string().max(20)]).describe(description);
  return withRules(amount, [
    {
      cel: `type(self) == int || self.matches(r'${patterns.quantity.source}')`,
      message: 'must be a quantity, e.g. 500m or 1Gi',
      holds: (value) => typeof value === 'number' || patterns.quantity.test(value),
    },
  ]);
}

interface MapKeys {
  readonly max: number;
  readonly keys: readonly string[];
}

/** Array that merges by its items' keys under server-side apply; no two items have the same ones. */
export function mapList<Item extends z.ZodType<object>>(description: string, item: Item, { max, keys }: MapKeys) {
  const list = z
    .array(item)
    .max(max)
    .describe(description)
    .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': [...keys] });
  const identity = (value: object): string =>
    JSON.stringify(
      Object.entries(value)
        .filter(([key]) => keys.includes(key))
        .sort(),
    );
  return withRules(list, [
    {
      message: `two items have the same ${keys.join(' and ')}`,
      holds: (items) => new Set(items.map(identity)).size === items.length,
    },
  ]);
}
