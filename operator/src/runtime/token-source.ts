import { KubeError } from './kube-error.ts';

/** A bearer token as text, or a function that reads it (a mounted token is renewed under us). */
export type Token = string | (() => Promise<string>);

const keptMs = 60_000;

/** Keeps a token for a minute; `renew` reads it again at once, for the answer 401. */
export class TokenSource {
  readonly #token: Token | undefined;
  #kept: { readonly value: string; readonly until: number } | undefined;

  constructor(token: Token | undefined) {
    this.#token = token;
  }

  /** undefined: this client has no token. Rejects with KubeError `CredentialUnreadable`. */
  async read(): Promise<string | undefined> {
    if (typeof this.#token !== 'function') return this.#token;
    const now = performance.now();
    if (this.#kept === undefined || this.#kept.until <= now) {
      this.#kept = { value: await readToken(this.#token), until: now + keptMs };
    }
    return this.#kept.value;
  }

  /** true when there is now another token than before. */
  async renew(): Promise<boolean> {
    if (typeof this.#token !== 'function') return false;
    const before = this.#kept?.value;
    this.#kept = undefined;
    return (await this.read()) !== before;
  }
}

async function readToken(read: () => Promise<string>): Promise<string> {
  let value: string;
  try {
    value = (await read()).trim();
  } catch {
    throw new KubeError({ code: 0, reason: 'CredentialUnreadable', message: 'the token could not be read' });
  }
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new KubeError({ code: 0, reason: 'CredentialUnreadable', message: 'the token is empty or not a bearer token' });
}
