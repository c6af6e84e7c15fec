import { AddressRefused } from './address-refused.ts';
import { DialFailed } from './dial-failed.ts';
import { KubeError, type NoAnswerReason } from './kube-error.ts';

/** A connection's error as a KubeError. Sentences come from this table, never from the other side. */
export function failureOf(error: unknown): KubeError {
  if (error instanceof KubeError) return error;
  if (error instanceof DialFailed) return undialled(error.cause);
  if (error instanceof AddressRefused) return noAnswer('AddressRefused', error.message);
  const code = codeOf(error);
  if (code === 'none') return noAnswer('ConnectionLost', 'the connection failed');
  const known = sentences.get(code);
  if (known !== undefined) return noAnswer(...known);
  return isTlsCode(code)
    ? noAnswer('TLS', `TLS failed (${code})`)
    : noAnswer('ConnectionLost', `the connection failed (${code})`);
}

/** A status that the way to the server gave is not the server's own: its code must not be taken for an answer. */
function undialled(cause: unknown): KubeError {
  const failure = failureOf(cause);
  return failure.code === 0 ? failure : noAnswer('Unreachable', failure.message);
}

const lost = ['ConnectionLost', 'the server closed the connection'] as const;
const late = ['Unreachable', 'no connection within the deadline'] as const;
const noRoute = ['Unreachable', 'no route to the host'] as const;

const sentences = new Map<string, readonly [NoAnswerReason, string]>([
  ['ECONNREFUSED', ['Unreachable', 'connection refused']],
  ['ENOTFOUND', ['Unreachable', 'the host name is not known']],
  ['EAI_AGAIN', ['Unreachable', 'the host name could not be looked up']],
  ['EHOSTUNREACH', noRoute],
  ['ENETUNREACH', noRoute],
  ['ETIMEDOUT', late],
  ['UND_ERR_CONNECT_TIMEOUT', late],
  ['ECONNRESET', lost],
  ['EPIPE', lost],
  ['UND_ERR_SOCKET', lost],
  ['UND_ERR_DESTROYED', ['Closed', 'the connection was closed by us']],
  ['UND_ERR_CLOSED', ['Closed', 'the connection was closed by us']],
  ['UND_ERR_HEADERS_OVERFLOW', ['TooLarge', 'the header of the answer is too large']],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', ['TLS', 'the server certificate is not signed by the expected CA']],
  ['SELF_SIGNED_CERT_IN_CHAIN', ['TLS', 'the server certificate is not signed by the expected CA']],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', ['TLS', 'the server certificate is not signed by the expected CA']],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', ['TLS', 'the server certificate is not signed by the expected CA']],
  ['CERT_SIGNATURE_FAILURE', ['TLS', 'the server certificate is not signed by the expected CA']],
  ['CERT_HAS_EXPIRED', ['TLS', 'the server certificate has expired']],
  ['CERT_NOT_YET_VALID', ['TLS', 'the server certificate is not valid yet']],
  ['ERR_TLS_CERT_ALTNAME_INVALID', ['TLS', 'the server certificate is for another name']],
]);

function noAnswer(reason: NoAnswerReason, message: string): KubeError {
  return new KubeError({ code: 0, reason, message });
}

/** Codes come from Node, OpenSSL and undici, all of them fixed words. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return 'none';
  return /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : 'none';
}

function isTlsCode(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.includes('CERT');
}
