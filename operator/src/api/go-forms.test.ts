import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDuration } from './duration.ts';
import { addQuantities, formatQuantity, parseQuantity, type Quantity } from './quantity.ts';

// What Go's own code makes of each text: resource.Quantity of Kubernetes (q, +) and time.Duration (d).
const golden = readFileSync(join(import.meta.dirname, 'go-forms.golden.txt'), 'utf8')
  .trim()
  .split('\n');

describe('texts that Go has read before', () => {
  test('the table is there', () => expect(golden.length).toBeGreaterThan(80));

  test.each(golden)('%s', (line) => {
    const [question = '', answer] = line.split(' => ');
    expect(ours(question)).toBe(answer);
  });
});

function ours(question: string): string {
  const [kind, left = '', right = ''] = question.split(' ');
  if (kind === '+') return formatQuantity(addQuantities(quantity(left), quantity(right)));
  if (kind === 'q') return parseQuantity(left) === undefined ? 'none' : formatQuantity(quantity(left));
  const duration = parseDuration(left);
  return duration === undefined ? 'none' : formatDuration(duration);
}

/** The way Go prints a duration of whole milliseconds: `90000` is `1m30s`, `1500` is `1.5s`, `0` is `0s`. Fractions are rounded. */
function formatDuration(milliseconds: number): string {
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

function quantity(text: string): Quantity {
  return parseQuantity(text)!;
}

describe('durations', () => {
  test('what is printed reads back as the same time', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (ms) =>
        expect(parseDuration(formatDuration(ms))).toBe(ms === 0 ? 0 : ms),
      ),
    );
  });

  test('parts add up', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(9999), fc.nat(9999), (hours, minutes, seconds) =>
        expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).toBe(((hours * 60 + minutes) * 60 + seconds) * 1000),
      ),
    );
  });

  test('text of any kind is read without a throw, and never as something that is no time', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parseDuration(text)).not.toBeNaN()));
  });
});

const someQuantity = fc
  .record({
    nanos: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    form: fc.constantFrom('binary', 'decimal', 'exponent'),
  })
  .map(({ nanos, form }): Quantity => ({ nanos, form: form }));

describe('quantities', () => {
  test('what is printed reads back as the same amount', () => {
    fc.assert(fc.property(someQuantity, (value) => expect(quantity(formatQuantity(value)).nanos).toBe(value.nanos)));
  });

  test('printing what was printed changes nothing', () => {
    fc.assert(
      fc.property(someQuantity, (value) => {
        const text = formatQuantity(value);
        expect(formatQuantity(quantity(text))).toBe(text);
      }),
    );
  });

  test('sums do not depend on the order, but for their form', () => {
    fc.assert(
      fc.property(someQuantity, someQuantity, someQuantity, (a, b, c) => {
        expect(addQuantities(addQuantities(a, b), c).nanos).toBe(addQuantities(a, addQuantities(c, b)).nanos);
      }),
    );
  });
});
