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
