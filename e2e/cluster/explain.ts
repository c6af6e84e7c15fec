import { join } from 'node:path';
import { inspect } from 'node:util';
import { Failure } from './failure.ts';
import { stateRoot } from './state-root.ts';

/** Tells the user what failed, where the log is and what to do next. */
export function explain(error: unknown): void {
  process.stderr.write(`\n${explanation(error)}`);
}

/** An error nobody foresaw is told whole: it is a bug of these scripts or a surprise of this computer. */
export function explanation(error: unknown): string {
  const { message, log, next } = error instanceof Failure ? error : unforeseen(error);
  return [`failed: ${message}\n`, ...(log === undefined ? [] : [`log:    ${log}\n`]), `next:   ${next}\n`].join('');
}

function unforeseen(error: unknown): Pick<Failure, 'message' | 'log' | 'next'> {
  return {
    message: `nobody foresaw this\n${inspect(error)}`,
    log: `${join(stateRoot(), '<cluster>', 'logs')}, one file for each service`,
    next: 'run the same command again; if that fails too, remove the cluster and begin anew',
  };
}
