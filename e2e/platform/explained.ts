import { Failure } from '../cluster/failure.ts';

export interface Hints {
  /** What a user would say failed. */
  readonly what: string;
  readonly log?: string;
  readonly next: string;
}

/** Tools fail with their own words and no more: `work` fails with something to do. What has that already stays as it is. */
export async function explained<T>({ what, log, next }: Hints, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new Failure(`${what}\n${words}`, { log, next, cause: error });
  }
}
