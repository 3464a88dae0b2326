/** A word as POSIX sh reads it back (XCU 2.2.2): bare when it is plain, in single quotes otherwise. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** argv as one line that a shell reads back. */
export function shellLine(argv: readonly string[]): string {
  return argv.map(shellQuote).join(' ');
}
