import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import { MachineError } from '../errors.ts';

/** The only file that starts processes. Programs get an argv array and never a shell string. */

export type Finished = {
  argv: readonly string[];
  /** Undefined when a signal or the time limit ended it. */
  exitCode: number | undefined;
  signal: string | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
};

export type StartOptions = {
  /** The whole environment of the program; netlab's own when left out. */
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Upper bound in milliseconds; none when left out. */
  timeoutMs?: number;
  input?: string;
  /** Called for every line of standard output as it comes. */
  onLine?: (line: string) => void;
  signal?: AbortSignal;
};

const OUTPUT_LIMIT_BYTES = 16 * 1024 * 1024;

/** Runs a program to its end, whatever it exits with. Throws MachineError when it cannot be started at all. */
export async function run(argv: readonly string[], options: StartOptions = {}): Promise<Finished> {
  const [file, ...args] = argv;
  const child = execa(file ?? '', args, {
    reject: false,
    stripFinalNewline: false,
    maxBuffer: OUTPUT_LIMIT_BYTES,
    input: options.input ?? '',
    ...(options.env && { env: options.env, extendEnv: false }),
    ...(options.cwd && { cwd: options.cwd }),
    ...(options.timeoutMs && { timeout: options.timeoutMs }),
    ...(options.signal && { cancelSignal: options.signal }),
  });
  if (options.onLine) for await (const line of child.iterable()) options.onLine(String(line));
  const result = await child;
  if (result.exitCode === undefined && result.signal === undefined && !result.timedOut && !result.isCanceled) {
    throw new MachineError(`cannot start "${file}": ${result.shortMessage ?? 'unknown reason'}`, {
      next: ['netlab doctor'],
      cause: result,
    });
  }
  return {
    argv,
    exitCode: result.exitCode,
    signal: result.signal,
    stdout: text(result.stdout),
    stderr: text(result.stderr),
    timedOut: result.timedOut,
  };
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

/** Runs two programs, what the first prints being what the second reads, and returns how the second ended, or the first when that failed. */
export async function runPiped(from: readonly string[], to: readonly string[]): Promise<Finished> {
  const [fromFile, ...fromArgs] = from;
  const [toFile, ...toArgs] = to;
  const first = execa(fromFile ?? '', fromArgs, { reject: false });
  const second = first.pipe(toFile ?? '', toArgs, { reject: false });
  const [one, other] = await Promise.all([first, second]);
  const ended = one.exitCode === 0 ? other : one;
  return {
    argv: one.exitCode === 0 ? to : from,
    exitCode: ended.exitCode,
    signal: ended.signal,
    stdout: '',
    stderr: text(ended.stderr),
    timedOut: false,
  };
}

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

/** Runs a program that finds our open file `descriptor` as its standard input, e.g. flock(1). Returns its exit code. */
export function runOnDescriptor(argv: readonly string[], descriptor: number): Promise<number | undefined> {
  const [file, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(file ?? '', args, { stdio: [descriptor, 'ignore', 'ignore'] });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

export type Ended = { exitCode: number | undefined; signal: string | undefined; problem: string | undefined };

export type Background = {
  /** Undefined when the program could not be started; `ended` says why. */
  pid: number | undefined;
  /** Our ends of its descriptors: 0, 1, 2, and the extra ones. */
  streams: readonly Duplex[];
  /** Settles when the program has ended; never rejects. */
  ended: Promise<Ended>;
  /** Closes our ends, all but that of its standard input `onLeash`, and lets our own process end while the program goes on. */
  letGo(onLeash?: boolean): void;
};

/** Starts a program in a session of its own, with `pipes` extra pipes from descriptor 3 on; it may outlive us. */
export function startDetached(argv: readonly string[], pipes: number): Background {
  const [file, ...args] = argv;
  // execa waits for every pipe before it calls a program ended; this one hands its pipes to programs that go on.
  const child = spawn(file ?? '', args, { stdio: Array<'pipe'>(3 + pipes).fill('pipe'), detached: true });
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ exitCode: undefined, signal: undefined, problem: error.message }));
    child.once('exit', (code, signal) =>
      resolve({ exitCode: code ?? undefined, signal: signal ?? undefined, problem: undefined }),
    );
  });
  const streams = child.stdio as unknown as Duplex[];
  // A program that ends early closes its side: the reason is in `ended`, not in a broken pipe.
  for (const stream of streams) stream.on('error', () => {});
  return {
    pid: child.pid,
    streams,
    ended,
    letGo(onLeash = false) {
      child.unref();
      if (onLeash) (streams[0] as Socket | undefined)?.unref();
      for (const stream of streams.slice(onLeash ? 1 : 0)) stream.destroy();
    },
  };
}

export type Conversation = {
  /** Writes to the program's standard input. */
  say(text: string): void;
  /** Closes its standard input. */
  end(): void;
  /** Settles with its standard error when the program has ended; never rejects. */
  ended: Promise<string>;
};

/** Starts a program that answers on standard output, line by line, to what it is told on standard input. */
export function converse(
  argv: readonly string[],
  { env, onLine }: { env: Readonly<Record<string, string>>; onLine: (line: string) => void },
): Conversation {
  const [file, ...args] = argv;
  const child = spawn(file ?? '', args, { env, stdio: 'pipe' });
  // A program that ends early closes its side: the reason is in `ended`, not in a broken pipe.
  child.stdin.on('error', () => {});
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + String(chunk)).slice(0, OUTPUT_LIMIT_BYTES);
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(complaint.trim()));
  });
  return { say: (words) => void child.stdin.write(words), end: () => void child.stdin.end(), ended };
}

function text(output: unknown): string {
  return typeof output === 'string' ? output : '';
}
