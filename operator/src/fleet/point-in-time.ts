/** Whether a text that somebody else wrote is a moment in RFC 3339, in UTC: Date.parse takes much more for one, and of any length. */
export function isPointInTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && Number.isFinite(Date.parse(text));
}

/** Whether an RFC 3339 time lies further ahead than clocks may differ: nothing can have happened then. */
export function isFuture(time: string, now: number): boolean {
  return Date.parse(time) > now + clockSkewMs;
}

const clockSkewMs = 5 * 60_000;
