/** From now on a signal ends the process with a line that says what to do next. */
export function tellWhenStopped(next: string): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      process.stderr.write(`\n${signal}: stopped; ${next}\n`);
      process.exit(code);
    });
}
