import { randomUUID } from 'node:crypto';
import { runBeside } from '../../system/beside.ts';
import { runIntoBackground, runOnLeash, runOnTerminal } from '../../system/on-terminal.ts';
import { run, runPiped } from '../../system/run.ts';
import { type Rein, watchLine } from './command-line.ts';
import { explainSsh, lostConnection, noProgram, tooSlow } from './explain.ts';
import { receiveLine, type SentLab, sendCommand } from './labs-sent.ts';
import { masterCommand, type Route, sshCommand } from './route.ts';

/** What ssh(1) itself exits with; a remote command rarely does. */
const SSH_FAILED = 255;

/** What a POSIX shell exits with when there is no such command. */
const NOT_FOUND = 127;

/**
 * Opens the connection that all commands share, unless it is open. ssh may ask on the terminal (a password, a new host key). Throws MachineError
 * that says why there is none.
 */
export async function connect(route: Route, asks: boolean): Promise<void> {
  if (await isConnected(route)) return;
  const opened = await runIntoBackground(masterCommand(route, asks), asks ? 120_000 : 30_000);
  if (opened.exitCode !== 0) throw explainSsh(route, opened.stderr);
}

export async function isConnected(route: Route): Promise<boolean> {
  return (await run(sshCommand(route, ['-O', 'check']), { timeoutMs: 10_000 })).exitCode === 0;
}

export async function disconnect(route: Route): Promise<void> {
  await run(sshCommand(route, ['-O', 'exit']), { timeoutMs: 10_000 });
}

/** Sends a lab's folder to the other machine. Throws MachineError when that fails. */
export async function send(route: Route, lab: SentLab): Promise<void> {
  const sent = await runPiped(sendCommand(lab), [...sshCommand(route, []), receiveLine(lab)]);
  if (sent.exitCode !== 0) throw explainSsh(route, sent.stderr);
}

/** A VM without KVM, on a busy machine, takes more than half a minute to let somebody in. */
const ASK_SECONDS = 60;

/** What a line of the other machine's shell prints. Throws MachineError when it fails. */
export async function ask(route: Route, line: string): Promise<string> {
  const said = await run([...sshCommand(route, ['-n']), line], { timeoutMs: ASK_SECONDS * 1000 });
  if (said.timedOut) throw tooSlow(route, ASK_SECONDS);
  if (said.exitCode === NOT_FOUND) throw noProgram(route);
  if (said.exitCode !== 0) throw explainSsh(route, said.stderr);
  return said.stdout.trim();
}

export type Terminal = { isTerminal: boolean; readsInput: boolean };

/** How a command there learns of an interruption. On a terminal the terminal tells it of Ctrl-C; otherwise its input may be a person's own. */
export function reinOf({ isTerminal, readsInput }: Terminal): Rein {
  if (isTerminal) return {};
  return readsInput ? { call: randomUUID() } : { isOnLeash: true };
}

/**
 * Runs a line of the other machine's shell as if it ran here: terminal, standard input and exit code pass through. A command without a terminal learns of Ctrl-C
 * and of our end by its rein. Throws MachineError when the connection breaks meanwhile, or when there is no such program.
 */
export async function runThere(
  route: Route,
  line: string,
  { isTerminal }: Terminal,
  rein: Rein,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const command = (type: string, words: string) => [...sshCommand(route, [type, '-o', 'LogLevel=ERROR']), words];
  const argv = command(isTerminal ? '-t' : '-T', line);
  const own = env as Record<string, string>;
  const start = () => {
    if (rein.call !== undefined) return runBeside(argv, command('-T', watchLine(rein.call)), own);
    return rein.isOnLeash ? runOnLeash(argv, own) : runOnTerminal(argv, own);
  };
  const exitCode = await start();
  if (exitCode === NOT_FOUND && (await isWithoutNetlab(route))) throw noProgram(route);
  if (exitCode === SSH_FAILED && !(await isConnected(route))) throw lostConnection(route);
  return exitCode;
}

async function isWithoutNetlab(route: Route): Promise<boolean> {
  return (await run([...sshCommand(route, ['-n']), 'command -v netlab'], { timeoutMs: 30_000 })).exitCode !== 0;
}
