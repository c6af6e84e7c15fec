/** The code of an error of the system, such as ENOENT. Asks for no class: a test's world has another Error. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
