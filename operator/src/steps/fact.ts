import type { Fact } from '../world.ts';
import { isApiError } from './perform.ts';

/** Runs one read and says what it brought; only API errors are expected. */
export async function fact<T>(read: () => Promise<T | undefined>): Promise<Fact<T>> {
  try {
    const value = await read();
    return value === undefined ? { kind: 'absent' } : { kind: 'present', value };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { kind: 'unreadable', why: error.message };
  }
}

/** The value, or undefined whatever the reason: only for what decides nothing. */
export function valueOf<T>(read: Fact<T>): T | undefined {
  return read.kind === 'present' ? read.value : undefined;
}

export function mapFact<T, U>(read: Fact<T>, map: (value: T) => U): Fact<U> {
  return read.kind === 'present' ? { kind: 'present', value: map(read.value) } : read;
}
