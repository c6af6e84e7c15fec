/** A time as Kubernetes' MicroTime: exactly six digits, or the server refuses it. */
export function microTime(time: Date): string {
  return time.toISOString().replace(/Z$/, '000Z');
}
