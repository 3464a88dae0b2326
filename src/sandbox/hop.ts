import { readFileSync, rmSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { converse } from '../system/background.ts';
import { shellLine, shellQuote } from '../system/shell-quote.ts';
import { BOUND_MYSELF } from './bounds.ts';
import { enterRoom } from './enter.ts';
import { INSIDE, insideEnvironment } from './layout.ts';
import type { LabRecord } from './record.ts';

/** One command for a place of a running lab. */
export type Job = {
  /** nsenter(1) arguments from the sandbox's room to the place. */
  enter: readonly string[];
  argv: readonly string[];
  timeoutMs: number;
  input: string;
};

export type JobResult = {
  /** As timeout(1) tells it: 124 or 137 after the time limit. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Wall time in milliseconds. */
  ms: number;
};

/** Runs one job; rejects with MachineError when the sandbox has ended. */
export type Hop = (job: Job) => Promise<JobResult>;

type Waiting = { job: Job; settle: (result: JobResult) => void; fail: (error: Error) => void };

/** Commands side by side: more at once would only wait for each other. */
const AT_ONCE = 128;

/**
 * A way into a lab's sandbox: one shell in its room runs every job that is handed to it, side by side, for as long as one job follows another. It
 * ends when nothing follows, and with netlab, however that ends.
 */
export function openHop(record: LabRecord, inside: boolean): Hop {
  const queue: Waiting[] = [];
  let shell: Shell | undefined;
  const next = () => {
    while (queue.length > 0) {
      shell ??= openShell(record, inside, next);
      if (shell.ended()) shell = undefined;
      else if (shell.running() >= AT_ONCE) return;
      else shell.begin(queue.shift() as Waiting);
    }
  };
  return (job) =>
    new Promise((settle, fail) => {
      queue.push({ job, settle, fail });
      next();
    });
}

type Shell = { running(): number; begin(waiting: Waiting): void; ended(): boolean };

function openShell(record: LabRecord, inside: boolean, onResult: () => void): Shell {
  const directory = `${INSIDE.run}/jobs/${process.pid}.${Math.random().toString(36).slice(2)}`;
  const here = inside ? directory : `/proc/${record.init.pid}/root${directory}`;
  const running = new Map<number, Waiting & { began: number }>();
  let [count, ended] = [0, false];
  const end = () => {
    if (running.size > 0) return;
    ended = true;
    conversation.end();
  };
  const onLine = (line: string) => {
    const [number = -1, exitCode = -1] = line.split(' ').map(Number);
    const waiting = running.get(number);
    if (!waiting) return;
    running.delete(number);
    waiting.settle({ exitCode, ...readOutput(`${here}/${number}`), ms: Math.round(performance.now() - waiting.began) });
    onResult();
    // What follows from a result is asked for before the event loop turns.
    if (running.size === 0) setImmediate(end);
  };
  const conversation = converse([...hopTo(record, inside), '/bin/sh', '-s', directory], {
    env: { ...insideEnvironment(record.lab), LC_ALL: 'C', TZ: 'UTC' },
    onLine,
  });
  conversation.say(`${BOUND_MYSELF}\n. ${INSIDE.app}/libexec/jobs.sh\n`);
  void conversation.ended.then((complaint) => {
    ended = true;
    rmSync(here, { recursive: true, force: true });
    for (const { fail } of running.values()) fail(noAnswer(record, complaint));
    onResult();
  });
  return {
    running: () => running.size,
    ended: () => ended,
    begin(waiting) {
      // A shell keeps what has ended until it is told to wait for it.
      conversation.say(`${running.size === 0 ? 'wait\n' : ''}${jobLines(count, waiting.job)}`);
      running.set(count, { ...waiting, began: performance.now() });
      count += 1;
    },
  };
}

function hopTo(record: LabRecord, inside: boolean): string[] {
  return inside ? [] : ['nsenter', ...enterRoom(record), '--'];
}

function jobLines(number: number, { enter, argv, timeoutMs, input }: Job): string {
  const file = `"$directory/${number}.in"`;
  const given = input === '' ? `: >${file}` : `printf %s ${shellQuote(input)} >${file}`;
  return `${given}\njob ${number} ${timeoutMs / 1000} ${shellLine([...enter, '--', ...argv])}\n`;
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

function noAnswer(record: LabRecord, complaint: string): MachineError {
  return new MachineError(`the sandbox of ${record.lab} does not answer: ${complaint || 'it has ended'}`, {
    next: ['netlab status', `netlab reset --lab ${record.lab}`],
  });
}
