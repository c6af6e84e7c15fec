import { KubeError } from '../../src/runtime/kube-error.ts';

export type Verb = 'get' | 'list' | 'create' | 'apply' | 'patch' | 'delete' | 'getPath';

/** One call as the server sees it. */
export interface CallRecord {
  readonly verb: Verb;
  /** Plural of the kind, or the path of a `getPath`. */
  readonly plural: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
  readonly manager?: string | undefined;
}

export type Matcher = Partial<CallRecord> | ((call: CallRecord) => boolean);

export interface FaultOptions {
  /** How many matching calls fail. Default 1. */
  readonly times?: number;
  /** The write takes effect and only the answer is lost, like a 504 or a reset after commit. */
  readonly afterCommit?: boolean;
}

interface Fault {
  readonly matches: (call: CallRecord) => boolean;
  readonly error: Error;
  readonly afterCommit: boolean;
  left: number;
}

/** Failures that a test has ordered. */
export class Faults {
  readonly #faults: Fault[] = [];
  #down: KubeError | undefined;

  failNext(matcher: Matcher, error: Error, { times = 1, afterCommit = false }: FaultOptions = {}): void {
    this.#faults.push({
      matches: typeof matcher === 'function' ? matcher : partial(matcher),
      error,
      afterCommit,
      left: times,
    });
  }

  /** Every call fails until `up`. */
  down(error = new KubeError({ code: 0, reason: 'Unreachable', message: 'connection refused' })): void {
    this.#down = error;
  }

  up(): void {
    this.#down = undefined;
  }

  /** The failure that this call must end in, if any; it is used up. */
  take(call: CallRecord): { readonly error: Error; readonly afterCommit: boolean } | undefined {
    if (this.#down !== undefined) return { error: this.#down, afterCommit: false };
    const fault = this.#faults.find((candidate) => candidate.left > 0 && candidate.matches(call));
    if (fault !== undefined) fault.left -= 1;
    return fault;
  }
}

function partial(wanted: Partial<CallRecord>): (call: CallRecord) => boolean {
  return (call) => Object.entries(wanted).every(([key, value]) => call[key as keyof CallRecord] === value);
}
