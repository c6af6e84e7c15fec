import pLimit from 'p-limit';

/** Who may run Helm when: one at a time for a release, `limit` at a time in all. */
export interface Turns {
  /** Runs the task when its turn comes; tasks of one key run in the order they came. */
  take<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Whether a task of this key runs or waits. */
  busy(key: string): boolean;
}

/** Helm holds about 70 MB while it runs, hence the limit. */
export function turns(limit: number): Turns {
  const slots = pLimit(limit);
  const last = new Map<string, Promise<unknown>>();

  return {
    async take(key, task) {
      const before = last.get(key);
      const mine = (async () => {
        await before?.catch(() => undefined);
        return slots(task);
      })();
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
    busy: (key) => last.has(key),
  };
}
