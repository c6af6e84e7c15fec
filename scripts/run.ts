// Runs the steps of `check` and `test` one after another and tells how each went.
import { execa } from 'execa';

export interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** Output only of what fails, unless `loud`. Resolves to the titles of the failed steps. */
export async function runSteps(steps: readonly Step[], { loud = false } = {}): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { title, command, env } of steps) {
    const since = performance.now();
    const [file, ...args] = command;
    const result = await execa(file, args, { preferLocal: true, reject: false, all: true, env: { ...env }, ...(loud && { stdio: 'inherit' as const }) });
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    console.log(`${result.failed ? 'FAIL' : 'ok  '} ${title} (${seconds}s)`);
    if (!result.failed) continue;
    failed.push(title);
    if (!loud) console.log(result.all ?? result.shortMessage);
  }
  return failed;
}
