import { execa } from 'execa';
import type { Readable } from 'node:stream';

export interface HelmCall {
  readonly helm: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Given to the process's stdin. */
  readonly input: string;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /** Time between SIGTERM, on which Helm records the failure, and SIGKILL. */
  readonly graceMs: number;
}

/** How a Helm process ended. `stderr` is untrusted: it may quote values, and is for classification only. */
export type HelmRun =
  | { readonly kind: 'exited'; readonly code: number; readonly stderr: string }
  | { readonly kind: 'stopped'; readonly by: 'caller' | 'deadline' }
  | { readonly kind: 'killed' }
  | { readonly kind: 'notStarted'; readonly code: string };

const stderrLimit = 32 * 1024;

/** Runs Helm without a shell. Its stdout is thrown away: it can hold the manifest, and nothing there is needed. */
export async function runHelm({ helm, args, env, input, signal, deadlineMs, graceMs }: HelmCall): Promise<HelmRun> {
  if (signal.aborted) return { kind: 'stopped', by: 'caller' };
  const deadline = AbortSignal.timeout(deadlineMs);
  const child = execa(helm, args, {
    input,
    env,
    extendEnv: false,
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    cancelSignal: AbortSignal.any([signal, deadline]),
    killSignal: 'SIGTERM',
    forceKillAfterDelay: graceMs,
  });
  const stderr = keepTail(child.stderr);
  const result = await child;

  if (result.isCanceled) return { kind: 'stopped', by: deadline.aborted ? 'deadline' : 'caller' };
  if (result.exitCode !== undefined) return { kind: 'exited', code: result.exitCode, stderr: stderr() };
  if (result.isTerminated) return { kind: 'killed' };
  return { kind: 'notStarted', code: result.code ?? 'unknown' };
}

/** Only the end is kept, as the error stands last; a limit that kills the child would leave a locked release behind. */
function keepTail(stream: Readable): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-stderrLimit);
  });
  return () => tail.toString('utf8');
}
