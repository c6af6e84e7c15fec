const nanosecondsIn: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const wholeDuration = /^[-+]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const part = /([0-9]*)\.?([0-9]*)(ns|us|µs|μs|ms|s|m|h)/g;

/** Milliseconds in a Go duration (`1h30m`, `-1.5s`, `0`), or undefined if the text is none. Exact to the nanosecond, as far as a number is. */
export function parseDuration(text: string): number | undefined {
  if (text.length > 128 || !wholeDuration.test(text)) return undefined;
  let nanoseconds = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(part)) {
    nanoseconds += (BigInt(whole + fraction) * (nanosecondsIn[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  const milliseconds = Number(nanoseconds / 1_000_000n) + Number(nanoseconds % 1_000_000n) / 1e6;
  return text.startsWith('-') && milliseconds !== 0 ? -milliseconds : milliseconds;
}

/** The way Go prints a duration of whole milliseconds: `90000` is `1m30s`, `1500` is `1.5s`, `0` is `0s`. Fractions are rounded. */
export function formatDuration(milliseconds: number): string {
  const total = Math.round(Math.abs(milliseconds));
  if (total === 0) return '0s';
  const sign = milliseconds < 0 ? '-' : '';
  if (total < 1000) return `${sign}${total}ms`;
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = (total % 60_000) / 1000;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
