/** What an operator has time for that has just begun, before it forces anything: nobody was there to try while none was. Milliseconds. */
const beginningMs = 120_000;

/** Whether a deadline has passed, in ms since the epoch; `workingSince` likewise. */
export function hasPassed(
  deadline: number,
  { now, workingSince }: { readonly now: number; readonly workingSince: number },
): boolean {
  return now >= Math.max(deadline, workingSince + beginningMs);
}
