import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { execa } from 'execa';
import { MachineError } from '../errors.ts';

/** Programs that have our own terminal, or ask on it. */

/**
 * Runs a program on our own terminal (stdin, stdout, stderr are passed through) and returns the exit code as a shell counts it: 128
 * plus the signal's number when a signal ended it.
 */
export async function runOnTerminal(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const [file, ...args] = argv;
  // Ctrl-C and Ctrl-\ reach the whole terminal: they are meant for the program, and we only wait for it.
  const ignore = () => {};
  const child = execa(file ?? '', args, { reject: false, stdio: 'inherit', env, extendEnv: false });
  const passOn = (signal: NodeJS.Signals) => signalInnermost(child.pid, signal);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, ignore);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, passOn);
  try {
    const result = await child;
    if (result.exitCode !== undefined) return result.exitCode;
    if (result.signal) return 128 + (constants.signals[result.signal] ?? 0);
    throw new MachineError(`cannot start "${file}": ${result.shortMessage ?? 'unknown reason'}`, {
      next: ['netlab doctor'],
    });
  } finally {
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.off(signal, ignore);
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, passOn);
  }
}

/**
 * Runs a program, with our output, that goes on until its standard input ends: it ends when a signal tells us to, or when we end, however that comes. A second
 * signal ends the program itself. Returns the exit code as a shell counts it.
 */
export async function runOnLeash(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const [file = '', ...args] = argv;
  // In a session of its own: a Ctrl-C that reaches us is ours to pass on.
  const child = spawn(file, args, { stdio: ['pipe', 'inherit', 'inherit'], detached: true, env });
  child.stdin.on('error', () => {});
  let told: NodeJS.Signals | undefined;
  const tell = (signal: NodeJS.Signals) => {
    if (told !== undefined) child.kill('SIGKILL');
    told = signal;
    child.stdin.end();
  };
  for (const signal of ENDING) process.on(signal, tell);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', ({ message }) => reject(new MachineError(`cannot start "${file}": ${message}`)));
      child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
    });
  } finally {
    for (const signal of ENDING) process.off(signal, tell);
    child.stdin.destroy();
  }
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** nsenter(1) waits for what it has put into a sandbox, and would leave it behind: the signal is for that process. */
function signalInnermost(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    const [inner] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    process.kill(inner ?? pid, signal);
  } catch {
    // It has ended by itself, or this kernel does not tell the children: our own end is what was asked for.
    process.exit(128 + (constants.signals[signal] ?? 0));
  }
}

/**
 * Runs a program that puts itself into the background, as `ssh -f` does, and may ask on our terminal before. Returns what it said on standard error
 * until then; what goes on keeps none of our pipes busy.
 */
export function runIntoBackground(
  argv: readonly string[],
  timeoutMs: number,
): Promise<{ exitCode: number | undefined; stderr: string }> {
  const [file, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file ?? '', args, { stdio: ['inherit', 'ignore', 'pipe'], timeout: timeoutMs });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    child.once('error', (error) => reject(new MachineError(`cannot start "${file}": ${error.message}`)));
    child.once('exit', (code) => {
      child.stderr.destroy();
      resolve({ exitCode: code ?? undefined, stderr });
    });
  });
}
