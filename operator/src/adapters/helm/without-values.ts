/**
 * Helm's words without what they quote: texts in quotes (but for names of template functions and fields), every text of `values`,
 * anything long enough to be a credential, control characters. What remains is fit for a condition.
 */
export function withoutValues(text: string, values: object): string {
  const known = [...textsIn(values)].toSorted((one, other) => other.length - one.length);
  const unquoted = text.replaceAll(quoted, (whole: string, ...[word]: readonly unknown[]) =>
    word === undefined ? gap : whole,
  );
  const unknown = known.reduce((rest, value) => rest.replaceAll(value, gap), unquoted);
  return unknown.replaceAll(opaque, gap).replaceAll(control, ' ').trim();
}

const gap = '[…]';
const quoted = /(function|template|field) "[\w.-]{1,64}"|"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g;
const opaque = /[A-Za-z0-9+/=_-]{32,}/g;
const control = /\p{Cc}+/gu;

/** Shorter texts are ordinary words, and taking those out would only garble the sentence. */
const shortest = 4;

function textsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string' && value.length >= shortest) found.add(value);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach((inner) => textsIn(inner, found));
  return found;
}
