/** An error with its causes, one a line, the place of the last one included. */
export function explainAll(error: unknown): string {
  const lines: string[] = [];
  let current: unknown = error;
  while (current instanceof Error) {
    lines.push(current.message);
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
