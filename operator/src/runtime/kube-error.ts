/** The parts of a Status' details that are worth keeping. */
export interface KubeErrorDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
}

export interface KubeErrorFields {
  /** HTTP status; 0 when there was no answer. */
  readonly code: number;
  /** The API's reason (`NotFound`, `Conflict`, …), or one of `NoAnswerReason` when code is 0 or the answer was no Status. */
  readonly reason: string;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly details?: KubeErrorDetails;
}

/** Why there was no usable answer. */
export type NoAnswerReason =
  | 'Timeout'
  | 'Aborted'
  | 'Unreachable'
  | 'ConnectionLost'
  | 'TLS'
  | 'AddressRefused'
  | 'TooLarge'
  | 'BadRequestPath'
  | 'BadAnswer'
  | 'CredentialUnreadable'
  | 'Fenced'
  | 'Idle'
  | 'Closed';

/** Every failed call rejects with this. The message is the API's own sentence or one of ours: never a body, a header or a credential. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code: number;
  readonly reason: string;
  readonly retryAfterMs?: number;
  readonly details?: KubeErrorDetails;

  constructor(fields: KubeErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.reason = fields.reason;
    if (fields.retryAfterMs !== undefined) this.retryAfterMs = fields.retryAfterMs;
    if (fields.details !== undefined) this.details = fields.details;
  }
}

export function isNotFound(error: unknown): boolean {
  return hasCode(error, 404);
}

/** 409 of an edit that raced with another; a create of what exists is `isAlreadyExists`. */
export function isConflict(error: unknown): boolean {
  return hasCode(error, 409) && !isAlreadyExists(error);
}

export function isAlreadyExists(error: unknown): boolean {
  return error instanceof KubeError && error.reason === 'AlreadyExists';
}

export function isForbidden(error: unknown): boolean {
  return hasCode(error, 403);
}

export function isInvalid(error: unknown): boolean {
  return hasCode(error, 422) || hasCode(error, 400);
}

/** 410: the resourceVersion or the list's continue token is too old. */
export function isGone(error: unknown): boolean {
  return hasCode(error, 410);
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof KubeError && error.code === code;
}
