import { MachineError } from '../errors.ts';
import { runOnTerminal } from '../system/on-terminal.ts';
import { run } from '../system/run.ts';
import { shellLine } from '../system/shell-quote.ts';
import { mendCommands } from './commands.ts';
import type { Examination } from './examine.ts';

/** How a fix talks: `say` prints a line, `agree` asks a person. */
export type Talk = { say: (line: string) => void; agree: (question: string) => Promise<boolean> };

/**
 * Runs every command that mends something found, on our own terminal, each said before. Returns how many were run and how many
 * of them failed. Throws MachineError when they need root and there is no way to become root.
 */
export async function fix(
  { host, findings }: Examination,
  { say, agree }: Talk,
): Promise<{ run: number; failed: number }> {
  const mends = findings.filter(({ status }) => status !== 'ok').flatMap(({ mend }) => mend);
  const commands = mendCommands(mends, host);
  if (commands.length === 0) return { run: 0, failed: 0 };
  const installs = mends.some((mend) => 'install' in mend);
  if (installs && host.manager === 'apt')
    commands.unshift([...(host.isRoot ? [] : [host.rootBy ?? 'sudo']), 'apt-get', 'update']);
  const lines = commands.map(shellLine);
  const needsRoot = mends.some((mend) => 'install' in mend || mend.asRoot);
  if (needsRoot && !host.isRoot && host.rootBy === undefined) {
    throw new MachineError('these mends need root, and there is neither sudo nor doas here', {
      next: ['let root run "netlab doctor --fix", or the commands above without sudo'],
    });
  }
  say(`To run on this machine:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  if (!(await agree('Run these commands?'))) return { run: 0, failed: 0 };
  let failed = 0;
  for (const [index, command] of commands.entries()) {
    say(`$ ${lines[index]}`);
    const exitCode = await runHere(command);
    if (exitCode === 0) continue;
    say(`  ended with exit code ${exitCode}`);
    failed += 1;
  }
  return { run: commands.length, failed };
}

/** With the terminal when there is one, for sudo may ask for a password; otherwise with nothing to read. */
async function runHere(command: readonly string[]): Promise<number> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  if (process.stdin.isTTY) return runOnTerminal(command, env);
  const { exitCode, stderr } = await run(command, { env });
  if (exitCode !== 0) process.stderr.write(stderr);
  return exitCode ?? 1;
}
