/** Resolves once the condition holds; rejects when it does not within `ms`. For tests that wait for the outside world. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 4000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it did not come within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
