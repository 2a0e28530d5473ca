/** What is done with each of some portions, in this order. */
export interface Stages<Portion, Made> {
  /** Null after the last. */
  readonly read: () => Promise<Portion | null>;
  readonly make: (portion: Portion) => Promise<Made>;
  /** @returns whether to go on; what was made meanwhile is given up where not */
  readonly write: (made: Made) => Promise<boolean>;
}

/** While what came of one portion is written, the next is thought about: the database and this process work at once. */
export async function pipelined<Portion, Made>({ read, make, write }: Stages<Portion, Made>): Promise<void> {
  const first = await read();
  let made = first === null ? null : { of: await make(first) };
  while (made !== null) {
    const portion = await read();
    const writing = write(made.of);
    // Heard below; until then it must not count as unheard.
    writing.catch(() => undefined);
    made = portion === null ? null : { of: await make(portion) };
    if (!(await writing)) return;
  }
}
