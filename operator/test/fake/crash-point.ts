/** What every call rejects with once the process under test has "died". */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/** Counts the writes of everything that shares it and kills the "process" at one of them. */
export class CrashPoint {
  #count = 0;
  #armed: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
  #dead = false;

  /** Writes so far. */
  get writes(): number {
    return this.#count;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The n-th write from now (1 = the next) dies, before or after it took effect. */
  arm(n: number, when: 'before' | 'after'): void {
    this.#armed = { at: this.#count + n, when };
  }

  /** A new process: calls work again. */
  recover(): void {
    this.#dead = false;
    this.#armed = undefined;
  }

  /** A dead process reads nothing. */
  check(): void {
    if (this.#dead) throw new SimulatedCrash('the process is dead');
  }

  /** Runs one write, unless this is where the process dies. */
  write<T>(effect: () => T): T {
    this.check();
    this.#count += 1;
    const here = this.#armed?.at === this.#count ? this.#armed.when : undefined;
    if (here === 'before') this.#die(`before write ${this.#count}`);
    const result = effect();
    if (here === 'after') this.#die(`after write ${this.#count}`);
    return result;
  }

  #die(where: string): never {
    this.#dead = true;
    throw new SimulatedCrash(where);
  }
}
