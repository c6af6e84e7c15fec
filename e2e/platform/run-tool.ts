import { join } from 'node:path';
import { execa } from 'execa';
import { toolPath, type ToolName } from '../cluster/tools.ts';

/** Files are named by their path in the repository, wherever the caller stands. */
const repository = join(import.meta.dirname, '../..');

/** No single call takes longer, in milliseconds; `kubectl wait` has its own, shorter end. */
const longest = 600_000;

/** Runs a pinned tool and resolves to its stdout; rejects with what it wrote to stderr. */
export async function runTool(name: ToolName, args: readonly string[], input?: string): Promise<string> {
  const done = await execa(toolPath(name), [...args], {
    ...(input !== undefined && { input }),
    cwd: repository,
    timeout: longest,
    reject: false,
  });
  if (!done.failed) return done.stdout;
  throw new Error(
    `${name} ${args.join(' ')}\n${[done.stderr, done.stdout].filter((text) => text !== '').join('\n') || done.shortMessage}`,
  );
}
