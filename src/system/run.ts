import { spawn } from 'node:child_process';
import { MachineError } from '../errors.ts';

/**
 * Programs that are run to their end. Only this folder starts processes; programs get an argv array and never a shell string. execa is loaded when a
 * first program runs, which most commands come to late or never.
 */

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
  const { execa } = await import('execa');
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

/** Runs two programs, what the first prints being what the second reads, and returns how the second ended, or the first when that failed. */
export async function runPiped(from: readonly string[], to: readonly string[]): Promise<Finished> {
  const [fromFile, ...fromArgs] = from;
  const [toFile, ...toArgs] = to;
  const { execa } = await import('execa');
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

/** Runs a program that finds our open file `descriptor` as its standard input, e.g. flock(1). Returns its exit code. */
export function runOnDescriptor(argv: readonly string[], descriptor: number): Promise<number | undefined> {
  const [file, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(file ?? '', args, { stdio: [descriptor, 'ignore', 'ignore'] });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

function text(output: unknown): string {
  return typeof output === 'string' ? output : '';
}
