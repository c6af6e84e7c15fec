import { failed, type Failure } from './failure.ts';

/** What a refused or unanswered call to the host's API means. Throws what is no such failure: a bug is no outcome. */
export function hostFailure(error: unknown): Failure {
  if (error instanceof Error && 'reason' in error && error.reason === 'Aborted') {
    return failed('transient', 'Cancelled', 'the call was stopped because the operator stops or has new work');
  }
  switch (codeOf(error)) {
    case undefined:
      throw error;
    case 401:
      return failed('transient', 'Unauthorized', "the host does not accept the operator's credentials");
    case 403:
      return failed('transient', 'Forbidden', 'the operator may not use the Secrets of the namespace');
    case 404:
    case 409:
      return failed('transient', 'Conflict', 'the release was changed by someone else at the same time');
    case 504:
      return failed('transient', 'Timeout', 'the host did not answer in time');
    default:
      return failed('transient', 'Unreachable', "the host's API did not answer");
  }
}

function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}
