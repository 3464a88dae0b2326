/** What `netlab lab trust` says. */
export function trustText({ folder, trusted, programs }: Trusted): string {
  if (!trusted) return `No program of ${folder} runs on this machine any more.`;
  const names = programs.length === 0 ? 'It brings none now.' : `It brings: ${programs.join(', ')}.`;
  return `The programs of ${folder} may run on this machine, as you and outside the sandbox.\n${names}`;
}

type Trusted = { folder: string; trusted: boolean; programs: readonly string[] };
