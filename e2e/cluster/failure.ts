/** A failure that a user can act on: what failed, where to read more, what to do next. */
export class Failure extends Error {
  readonly log: string | undefined;
  readonly next: string;

  constructor(
    what: string,
    hints: { readonly next: string; readonly log?: string | undefined; readonly cause?: unknown },
  ) {
    super(what, { cause: hints.cause });
    this.name = 'Failure';
    this.log = hints.log;
    this.next = hints.next;
  }
}
