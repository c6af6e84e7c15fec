/** A series of measurements in one unit, told by its middle and its ends. */
export interface Spread {
  readonly n: number;
  readonly p50: number;
  readonly min: number;
  readonly max: number;
}

/** Throws for an empty series: a figure that was not measured must not look like one. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new Error('nothing was measured');
  return { n: sorted.length, p50: middle(sorted), min, max };
}

/** The nearest rank, so that the figure is one that was really seen; of an even count the higher of the two. */
function middle(sorted: readonly number[]): number {
  const value = sorted[Math.floor(sorted.length / 2)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
