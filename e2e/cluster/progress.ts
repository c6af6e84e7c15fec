// How long-running work tells the user where it stands: one updating line on a terminal, plain lines elsewhere.
export interface Progress {
  /** Runs `work` as one visible step; what it passes to `note` shows how far it has come. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
}

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Without a terminal a long step repeats its note this often, so that a log shows that it lives. */
const noteEvery = 15_000;

export function screenProgress(screen: Screen): Progress {
  const running = new Map<string, { readonly since: number; note: string; told: number }>();
  const live = screen.isTTY === true;

  function line(text: string): void {
    screen.write(`${live ? '\r\u001b[K' : ''}${text}\n`);
    repaint();
  }

  function repaint(): void {
    if (!live) return;
    const texts = [...running].map(([title, { since, note }]) => `${title} ${note} ${elapsed(since)}`);
    screen.write(`\r\u001b[K${texts.join(' | ').slice(0, (screen.columns ?? 80) - 1)}`);
  }

  function noted(title: string, text: string): void {
    const entry = running.get(title);
    if (entry === undefined) return;
    entry.note = text;
    if (live) return repaint();
    if (Date.now() - entry.told < noteEvery) return;
    entry.told = Date.now();
    line(`     ${title}: ${text} (${elapsed(entry.since)})`);
  }

  return {
    async step(title, work) {
      const since = Date.now();
      running.set(title, { since, note: '', told: since });
      const ticker = live ? setInterval(repaint, 250) : undefined;
      try {
        const result = await work((text) => noted(title, text));
        running.delete(title);
        line(`ok   ${title} (${elapsed(since)})`);
        return result;
      } catch (error) {
        running.delete(title);
        line(`FAIL ${title} (${elapsed(since)})`);
        throw error;
      } finally {
        clearInterval(ticker);
        running.delete(title);
      }
    },
  };
}

/** For tests and for callers that show progress in their own way. */
export const silent: Progress = { step: async (_title, work) => work(() => undefined) };

function elapsed(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)}s`;
}
