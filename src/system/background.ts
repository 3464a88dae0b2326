import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';

/** Programs that go on beside us. */

const COMPLAINT_LIMIT_BYTES = 16 * 1024 * 1024;

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

/**
 * Runs a short program to its end; Ctrl-C does not reach it. `complaint` is what it wrote on standard error, or why it could not be started. Does
 * without execa, which takes longer to load than such a program runs.
 */
export function runBriefly(
  argv: readonly string[],
): Promise<{ argv: readonly string[]; exitCode: number | undefined; complaint: string }> {
  const [file, ...args] = argv;
  const child = spawn(file ?? '', args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + String(chunk)).slice(0, COMPLAINT_LIMIT_BYTES);
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ argv, exitCode: undefined, complaint: message }));
    child.once('close', (code) => resolve({ argv, exitCode: code ?? undefined, complaint: complaint.trim() }));
  });
}

export type Conversation = {
  /** Writes to the program's standard input. */
  say(text: string): void;
  /** Closes its standard input. */
  end(): void;
  /** Settles with its standard error when the program has ended; never rejects. */
  ended: Promise<string>;
};

/** Starts a program that answers on standard output, line by line, to what it is told on standard input. Ctrl-C does not reach it: it hears that we have gone. */
export function converse(
  argv: readonly string[],
  { env, onLine }: { env: Readonly<Record<string, string>>; onLine: (line: string) => void },
): Conversation {
  const [file, ...args] = argv;
  const child = spawn(file ?? '', args, { env, stdio: 'pipe', detached: true });
  // A program that ends early closes its side: the reason is in `ended`, not in a broken pipe.
  child.stdin.on('error', () => {});
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + String(chunk)).slice(0, COMPLAINT_LIMIT_BYTES);
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(complaint.trim()));
  });
  return { say: (words) => void child.stdin.write(words), end: () => void child.stdin.end(), ended };
}
