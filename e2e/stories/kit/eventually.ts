import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until `check` resolves, and resolves to its answer. Rejects with the last complaint of `check`
 * when `seconds` have passed.
 */
export async function eventually<T>(what: string, seconds: number, check: () => Promise<T>, pause = 400): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= end) throw new Error(`not within ${seconds} s: ${what}`, { cause: error });
    }
    await sleep(pause);
  }
}

/** Rejects as soon as `check` does before `work` has ended; else with what `work` resolves to. */
export async function meanwhile<T>(what: string, check: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      await check();
      await sleep(1000);
    }
  })();
  const broken = watching.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => Promise.reject(new Error(`did not hold all the time: ${what}`, { cause: error })),
  );
  try {
    return await Promise.race([work(), broken]);
  } finally {
    end.abort();
    await watching.catch(() => undefined);
  }
}
