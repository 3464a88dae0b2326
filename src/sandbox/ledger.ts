import { readFileSync, rmSync } from 'node:fs';
import { crowdLines, crowdsOf, type Job, jobLines } from './jobs.ts';

/** How a job ended. */
export type JobResult = {
  /** As timeout(1) tells it: 124 or 137 after the time limit. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Wall time in milliseconds. */
  ms: number;
};

/** What a shell says of a command that SIGKILL has ended: 128 and the signal's number. */
const KILLED = 137;

/** A job that somebody waits for. */
export type Waiting = { job: Job; settle: (result: JobResult) => void; fail: (error: Error) => void };

export type Ledger = {
  /** How many jobs have no result yet. */
  running: () => number;
  /** Whether nothing at all is under way, a crowd neither. */
  isIdle(): boolean;
  /** Writes these down as begun; what is to be typed to begin them. */
  begin(waiting: readonly Waiting[]): string;
  /** Takes a line that the shell says: "NUMBER EXIT-CODE". */
  hear: (line: string) => void;
  /** Rejects all that run. */
  failAll(error: Error): void;
};

/** Knows which job or crowd of libexec/jobs.sh has which number, and hands each result to who waits for it. `here`: where the outputs are. */
export function openLedger(here: string, onResult: () => void): Ledger {
  const running = new Map<number, Waiting & { began: number }>();
  const crowds = new Map<number, readonly number[]>();
  let count = 0;
  const settle = (number: number, exitCode: number, complaint: string) => {
    const waiting = running.get(number);
    if (!waiting) return;
    running.delete(number);
    const { stdout, stderr } = readOutput(`${here}/${number}`);
    const ms = Math.round(performance.now() - waiting.began);
    waiting.settle({ exitCode, stdout, stderr: stderr || complaint, ms });
  };
  const beginTogether = (waiting: readonly Waiting[]) => {
    const jobs = new Map(waiting.map((one) => [count++, one.job]));
    const numbers = [...jobs.keys()];
    for (const [index, one] of waiting.entries())
      running.set(numbers[index] ?? -1, { ...one, began: performance.now() });
    const [[only, job] = []] = jobs;
    if (only !== undefined && job && jobs.size === 1) return jobLines(only, job);
    crowds.set(count, numbers);
    return crowdLines(count++, jobs);
  };
  return {
    running: () => running.size,
    isIdle: () => running.size + crowds.size === 0,
    begin: (waiting) => crowdsOf(waiting).map(beginTogether).join(''),
    hear(line) {
      const [number = -1, exitCode = -1] = line.split(' ').map(Number);
      const members = crowds.get(number);
      if (!members) settle(number, exitCode, '');
      else {
        crowds.delete(number);
        const { stderr } = readOutput(`${here}/${number}`);
        // Who was not heard of before the crowd ended shares its fate; in one that ended well, it was killed.
        for (const member of members) settle(member, exitCode || KILLED, stderr);
      }
      onResult();
    },
    failAll(error) {
      for (const { fail } of running.values()) fail(error);
    },
  };
}

/** A learner's command may fill the disk or be killed early; then there is less output, or none. */
function readOutput(path: string): { stdout: string; stderr: string } {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const output = { stdout: read(`${path}.out`), stderr: read(`${path}.err`) };
  for (const end of ['in', 'out', 'err']) rmSync(`${path}.${end}`, { force: true });
  return output;
}
