import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One line of an audit log, as far as stories look at it. */
export interface AuditEvent {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly requestReceivedTimestamp: string;
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
}

const reads: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

/** What `by` has written since a moment, by the server's own log; its lease is not among it. */
export async function writesIn(
  log: string,
  since: Date,
  by: (username: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const event = parsed(line);
    if (event === undefined || !by(event.user.username) || reads.has(event.verb)) continue;
    if (event.objectRef?.resource === 'leases' || new Date(event.requestReceivedTimestamp) < since) continue;
    const { resource, subresource, namespace, name } = event.objectRef ?? {};
    found.push([event.verb, resource, subresource, namespace, name].filter((word) => word !== undefined).join(' '));
  }
  return found;
}

/** The server may be in the middle of its last line. */
function parsed(line: string): AuditEvent | undefined {
  try {
    return JSON.parse(line) as AuditEvent;
  } catch {
    return undefined;
  }
}
