/** Carries what a custom `dial` rejected with through undici, which wants an Error of its own realm. */
export class DialFailed extends Error {
  override readonly name = 'DialFailed';

  constructor(cause: unknown) {
    super('dial failed', { cause });
  }
}
