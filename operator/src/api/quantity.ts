/** How a quantity likes to be printed; sums take the form of their first addend that is not zero. */
export type QuantityForm = 'binary' | 'decimal' | 'exponent';

/** An exact amount in billionths, the finest step that Kubernetes keeps. */
export interface Quantity {
  readonly nanos: bigint;
  readonly form: QuantityForm;
}

const grammar = /^([-+]?)([0-9]+\.?[0-9]*|\.[0-9]+)(?:([KMGTPE]i)|([numkMGTPE])?|[eE]([-+]?[0-9]{1,2}))$/;
const binaryPowers = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const decimalPowers = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const nanosInOne = 1_000_000_000n;

/** The quantity that a text such as `1.5Gi`, `250m` or `1e3` stands for, or undefined. Steps below a billionth round away from zero. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length > 64 ? null : grammar.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = '', binary, decimal = '', exponent] = match;
  const size = scaled(digits, factor(binary, decimal, exponent));
  return { nanos: sign === '-' ? -size : size, form: formOf(binary, exponent) };
}

export function addQuantities(left: Quantity, right: Quantity): Quantity {
  return { nanos: left.nanos + right.nanos, form: left.nanos === 0n ? right.form : left.form };
}

/** The form in which the API server prints it: whole number, largest suffix that loses nothing. */
export function formatQuantity({ nanos, form }: Quantity): string {
  if (nanos === 0n) return '0';
  const size = nanos < 0n ? -nanos : nanos;
  const sign = nanos < 0n ? '-' : '';
  const isWholeBinary = form === 'binary' && size >= 1024n * nanosInOne && size % nanosInOne === 0n;
  return sign + (isWholeBinary ? binaryText(size / nanosInOne) : decimalText(size, form));
}

interface Factor {
  readonly base: bigint;
  readonly power: number;
}

function factor(binary: string | undefined, decimal: string, exponent: string | undefined): Factor {
  if (binary !== undefined) return { base: 1024n, power: binaryPowers.findIndex((suffix) => suffix === binary) };
  if (exponent !== undefined) return { base: 10n, power: Number(exponent) };
  return { base: 1000n, power: decimalPowers.findIndex((suffix) => suffix === decimal) - 3 };
}

function formOf(binary: string | undefined, exponent: string | undefined): QuantityForm {
  if (binary !== undefined) return 'binary';
  return exponent === undefined ? 'decimal' : 'exponent';
}

function scaled(digits: string, { base, power }: Factor): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  const numerator = BigInt(`${whole}${fraction}`) * nanosInOne * base ** BigInt(Math.max(power, 0));
  const denominator = 10n ** BigInt(fraction.length) * base ** BigInt(Math.max(-power, 0));
  return (numerator + denominator - 1n) / denominator;
}

function binaryText(size: bigint): string {
  let [rest, power] = [size, 0];
  while (rest % 1024n === 0n && power < binaryPowers.length - 1) [rest, power] = [rest / 1024n, power + 1];
  return `${rest}${binaryPowers[power] ?? ''}`;
}

function decimalText(nanos: bigint, form: QuantityForm): string {
  let [rest, power] = [nanos, 0];
  while (rest % 1000n === 0n && power < decimalPowers.length - 1) [rest, power] = [rest / 1000n, power + 1];
  if (form !== 'exponent') return `${rest}${decimalPowers[power] ?? ''}`;
  return power === 3 ? `${rest}` : `${rest}e${(power - 3) * 3}`;
}
