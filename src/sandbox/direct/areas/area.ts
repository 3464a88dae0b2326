/** A command that puts something back. */
export type Repair = { argv: readonly string[]; input?: string };

/** One part of a machine's network: how to look at it, and how to put it back. */
export type Area<T> = {
  /** Looks at the machine's own network. Throws MachineError when a program is missing. */
  read(): Promise<T>;
  /** What must be run for `now` to become `before`; nothing when they agree. Pure. */
  repair(before: T, now: T): Repair[];
};

/** Lines that `after` has more often than `before`: two equal rules are two rules. Pure. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
