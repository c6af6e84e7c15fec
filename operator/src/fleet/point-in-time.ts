/** Whether a text that somebody else wrote is a moment in RFC 3339, in UTC: Date.parse takes much more for one, and of any length. */
export function isPointInTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && Number.isFinite(Date.parse(text));
}
