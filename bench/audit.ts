import { open } from 'node:fs/promises';

/** One request, as the host's API server has written it down. */
export interface Call {
  readonly at: number;
  readonly verb: string;
  /** Such as karmadainstances/status; a path for what is no object. */
  readonly resource: string;
  readonly client: 'operator' | 'helm';
}

export interface AuditMark {
  /** Calls of the operator's account that ended since the mark was set, oldest first. */
  calls(): Promise<readonly Call[]>;
}

const account = 'system:serviceaccount:slipway-system:slipway';

/** Remembers where the log ends now. The API server writes each line before it answers, so nothing is missed. */
export async function markAudit(path: string): Promise<AuditMark> {
  const start = await sizeOf(path);
  return {
    async calls() {
      const lines = (await textFrom(path, start)).split('\n');
      const seen = new Map<string, Call>();
      for (const line of lines) {
        if (!line.includes(account) || !line.endsWith('}')) continue;
        const event = JSON.parse(line) as AuditEvent;
        // A watch is told twice, when it begins and when it ends.
        if (event.user.username === account && !seen.has(event.auditID)) seen.set(event.auditID, callOf(event));
      }
      return [...seen.values()];
    },
  };
}

interface AuditEvent {
  readonly auditID: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly requestReceivedTimestamp: string;
  readonly user: { readonly username: string };
  readonly userAgent?: string;
  readonly objectRef?: { readonly resource?: string; readonly subresource?: string };
}

function callOf({ verb, requestURI, requestReceivedTimestamp, userAgent = '', objectRef }: AuditEvent): Call {
  const { resource, subresource } = objectRef ?? {};
  const path = requestURI.split('?')[0] ?? '';
  return {
    at: Date.parse(requestReceivedTimestamp),
    verb,
    resource: resource === undefined ? path : subresource === undefined ? resource : `${resource}/${subresource}`,
    client: userAgent.toLowerCase().startsWith('helm') ? 'helm' : 'operator',
  };
}

async function sizeOf(path: string): Promise<number> {
  await using file = await open(path);
  return (await file.stat()).size;
}

async function textFrom(path: string, start: number): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size < start) throw new Error('the audit log was rotated while it was read; measure again');
  const buffer = Buffer.alloc(size - start);
  await file.read(buffer, 0, buffer.length, start);
  return buffer.toString('utf8');
}
