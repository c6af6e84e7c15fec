// The same cases each time, so that a failure is one of the change at hand; SLIPWAY_SEED names others, or `random`.
import fc from 'fast-check';

const seed = process.env['SLIPWAY_SEED'] ?? '20260101';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
