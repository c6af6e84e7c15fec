import { KubeError, type KubeErrorDetails } from './kube-error.ts';

const longest = 1024;

/** The KubeError for an answer that is no success. Only the sentence of a real Status is repeated, at most 1 KiB of it. */
export function statusError(code: number, body: string, retryAfterMs?: number): KubeError {
  const status = parseStatus(body);
  const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === undefined) {
    return new KubeError({
      code,
      reason: reasonOf(code),
      message: `the server answered ${code} without saying why`,
      ...retry,
    });
  }
  return new KubeError({ ...statusFields(status, code), ...retry });
}

/** The KubeError for a Status inside a watch. */
export function watchError(status: unknown): KubeError {
  if (!isRecord(status) || status['kind'] !== 'Status') {
    return new KubeError({
      code: 500,
      reason: 'InternalError',
      message: 'the watch reported an error without saying why',
    });
  }
  return new KubeError(statusFields(status, typeof status['code'] === 'number' ? status['code'] : 500));
}

function statusFields(
  status: Record<string, unknown>,
  code: number,
): { code: number; reason: string; message: string; details?: KubeErrorDetails } {
  const reason = bounded(status['reason']);
  const details = detailsOf(status['details']);
  return {
    code,
    reason: reason === undefined || reason === '' ? reasonOf(code) : reason,
    message: bounded(status['message']) ?? `the server answered ${code} without saying why`,
    ...(details === undefined ? {} : { details }),
  };
}

function parseStatus(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) && value['kind'] === 'Status' ? value : undefined;
  } catch {
    return undefined;
  }
}

function detailsOf(value: unknown): KubeErrorDetails | undefined {
  if (!isRecord(value)) return undefined;
  const causes = Array.isArray(value['causes'])
    ? value['causes'].filter(isRecord).slice(0, 16).map(causeOf)
    : undefined;
  return {
    ...texts(value, ['name', 'group', 'kind', 'uid']),
    ...(causes === undefined ? {} : { causes }),
  };
}

function causeOf(cause: Record<string, unknown>): Record<string, string> {
  return texts({ ...cause }, ['reason', 'message', 'field']);
}

function texts(value: Record<string, unknown>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const text = bounded(value[key]);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

/** Control characters would let a hostile server write its own log lines. */
function bounded(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.slice(0, longest).replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
}

function reasonOf(code: number): string {
  return reasons.get(code) ?? 'Unknown';
}

const reasons: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [413, 'RequestEntityTooLarge'],
  [422, 'Invalid'],
  [429, 'TooManyRequests'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
  [504, 'Timeout'],
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
