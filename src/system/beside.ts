import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { MachineError } from '../errors.ts';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program with our standard input and output, and beside it a second one, which learns what happens to us by lines on its standard input: the name of a
 * signal without SIG, or `done` when the program has ended. When we are gone, its input ends. A second signal is told as KILL, and ends the program itself.
 * Returns the program's exit code as a shell counts it.
 */
export async function runBeside(
  argv: readonly string[],
  watcher: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const watching = start(watcher, { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env });
  watching.stdin?.on('error', () => {});
  watching.on('error', () => {});
  // In a session of its own, a Ctrl-C that reaches us is ours to tell of; but from there it could not read our terminal.
  const child = start(argv, { stdio: 'inherit', detached: process.stdin.isTTY !== true, env });
  let told = false;
  const tell = (signal: NodeJS.Signals) => {
    watching.stdin?.write(`${told ? 'KILL' : signal.slice('SIG'.length)}\n`);
    if (told) child.kill('SIGKILL');
    told = true;
  };
  for (const signal of ENDING) process.on(signal, tell);
  try {
    return await ended(child, argv);
  } finally {
    for (const signal of ENDING) process.off(signal, tell);
    watching.stdin?.end('done\n');
    watching.unref();
  }
}

function start([file = '', ...args]: readonly string[], options: Parameters<typeof spawn>[2]): ChildProcess {
  return spawn(file, args, options);
}

async function ended(child: ChildProcess, [file]: readonly string[]): Promise<number> {
  try {
    const [code, signal] = await once(child, 'exit');
    return code ?? 128 + constants.signals[(signal as NodeJS.Signals | null) ?? 'SIGKILL'];
  } catch (error) {
    throw new MachineError(`cannot start "${file}": ${(error as Error).message}`);
  }
}
