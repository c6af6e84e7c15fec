import { readFileSync } from 'node:fs';
import { Failure } from '../../cluster/failure.ts';

/** An error with its causes, one a line, with the place of the last one, and with the end of the log that a failure names. */
export function explainAll(error: unknown): string {
  const lines: string[] = [];
  let current: unknown = error;
  while (current instanceof Error) {
    lines.push(current.message);
    if (current instanceof Failure && current.log !== undefined) lines.push(endOf(current.log));
    if (current.cause === undefined) lines.push(placeOf(current));
    current = current.cause;
  }
  if (typeof current === 'string') lines.push(current);
  return lines
    .filter((line) => line !== '')
    .map((line) => `     ${line.replaceAll('\n', '\n     ')}`)
    .join('\n');
}

function placeOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => line.includes('/e2e/'))
    .slice(0, 3)
    .join('\n');
}

/** Where nobody can look afterwards, the log's path alone explains nothing. */
function endOf(log: string): string {
  let text: string;
  try {
    text = readFileSync(log, 'utf8');
  } catch {
    return '';
  }
  return text.trimEnd().split('\n').slice(-5).join('\n');
}
