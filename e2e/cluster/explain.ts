import { Failure } from './failure.ts';

/** Tells the user what failed, where the log is and what to do next; an error nobody foresaw is told whole. */
export function explain(error: unknown): void {
  if (!(error instanceof Failure)) return console.error(error);
  process.stderr.write(`\nfailed: ${error.message}\n`);
  if (error.log !== undefined) process.stderr.write(`log:    ${error.log}\n`);
  process.stderr.write(`next:   ${error.next}\n`);
}
