import { readFileSync, rmSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { converse } from '../system/background.ts';
import { BOUND_MYSELF } from './bounds.ts';
import { enterRoom } from './enter.ts';
import { crowdLines, crowdsOf, type Job, jobLines } from './jobs.ts';
import { INSIDE, insideEnvironment } from './layout.ts';
import type { LabRecord } from './record.ts';

/** How a job ended. */
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
  let isDue = false;
  const dispatch = () => {
    isDue = false;
    if (shell?.ended()) shell = undefined;
    if (queue.length === 0) return shell?.endIfIdle();
    shell ??= openShell(record, inside, due);
    shell.begin(queue.splice(0, AT_ONCE - shell.running()));
  };
  // What is asked for together is begun together, and what follows from a result is asked for before the event loop turns.
  const due = () => {
    if (!isDue) setImmediate(dispatch);
    isDue = true;
  };
  return (job) =>
    new Promise((settle, fail) => {
      queue.push({ job, settle, fail });
      due();
    });
}

type Shell = { running(): number; begin(waiting: readonly Waiting[]): void; ended(): boolean; endIfIdle(): void };

type Running = Waiting & { began: number };

function openShell(record: LabRecord, inside: boolean, onResult: () => void): Shell {
  const directory = `${INSIDE.run}/jobs/${process.pid}.${Math.random().toString(36).slice(2)}`;
  const here = inside ? directory : `/proc/${record.init.pid}/root${directory}`;
  const running = new Map<number, Running>();
  const crowds = new Map<number, readonly number[]>();
  let [count, ended] = [0, false];
  const settle = (number: number, exitCode: number, complaint = '') => {
    const waiting = running.get(number);
    if (!waiting) return;
    running.delete(number);
    const { stdout, stderr } = readOutput(`${here}/${number}`);
    const ms = Math.round(performance.now() - waiting.began);
    waiting.settle({ exitCode, stdout, stderr: stderr || complaint, ms });
    onResult();
  };
  const onLine = (line: string) => {
    const [number = -1, exitCode = -1] = line.split(' ').map(Number);
    const members = crowds.get(number);
    if (!members) return settle(number, exitCode);
    crowds.delete(number);
    const { stderr } = readOutput(`${here}/${number}`);
    for (const member of members) settle(member, exitCode, stderr);
    onResult();
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
  const beginTogether = (waiting: readonly Waiting[]) => {
    const members = new Map(waiting.map((one) => [count++, one]));
    for (const [number, one] of members) running.set(number, { ...one, began: performance.now() });
    const jobs = new Map([...members].map(([number, { job }]) => [number, job]));
    const [[first, only] = []] = jobs;
    if (first !== undefined && only && jobs.size === 1) return jobLines(first, only);
    crowds.set(count, [...jobs.keys()]);
    return crowdLines(count++, jobs);
  };
  return {
    running: () => running.size,
    ended: () => ended,
    begin(waiting) {
      // A shell keeps what has ended until it is told to wait for it.
      const tidy = running.size + crowds.size === 0 ? 'wait\n' : '';
      conversation.say(`${tidy}${crowdsOf(waiting).map(beginTogether).join('')}`);
    },
    endIfIdle() {
      if (running.size + crowds.size > 0) return;
      ended = true;
      conversation.end();
    },
  };
}

function hopTo(record: LabRecord, inside: boolean): string[] {
  return inside ? [] : ['nsenter', ...enterRoom(record), '--'];
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
