import { rmSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { converse } from '../system/background.ts';
import { BOUND_MYSELF } from './bounds.ts';
import { enterRoom } from './enter.ts';
import type { Job } from './jobs.ts';
import { INSIDE, insideEnvironment } from './layout.ts';
import { type JobResult, openLedger, type Waiting } from './ledger.ts';
import type { LabRecord } from './record.ts';

/** Runs one job; rejects with MachineError when the sandbox has ended. */
export type Hop = ((job: Job) => Promise<JobResult>) & {
  /**
   * Opens the shell before there is a job, which then need not wait for it. Should netlab end before it is closed, all that its jobs began ends as well, what
   * goes on in the background too.
   */
  open: () => void;
  /** Lets the shell end once no job goes on or waits. */
  close: () => void;
  /** Ends the shell at once, and what its jobs began if it was opened before: nobody waits for them, and no other is taken. */
  abandon: () => void;
};

/** Commands side by side: more at once would only wait for each other. */
const AT_ONCE = 128;

/**
 * A way into a lab's sandbox: one shell in its room runs every job that is handed to it, side by side, for as long as one job follows another. It
 * ends when nothing follows, unless it was opened before, and with netlab, however that ends.
 */
export function openHop(record: LabRecord, inside: boolean): Hop {
  const queue: Waiting[] = [];
  let shell: Shell | undefined;
  let isDue = false;
  let isOpened = false;
  let isAbandoned = false;
  const dispatch = () => {
    isDue = false;
    if (shell?.ended()) shell = undefined;
    if (queue.length === 0) return isOpened ? undefined : shell?.endIfIdle();
    shell ??= openShell({ record, inside, isBound: isOpened }, due);
    shell.begin(queue.splice(0, AT_ONCE - shell.running()));
  };
  // What is asked for together is begun together, and what follows from a result is asked for before the event loop turns.
  const due = () => {
    if (!isDue) setImmediate(dispatch);
    isDue = true;
  };
  const run = (job: Job) =>
    new Promise<JobResult>((settle, fail) => {
      if (isAbandoned) return fail(abandoned(record));
      queue.push({ job, settle, fail });
      due();
    });
  const open = () => {
    isOpened = true;
    shell ??= openShell({ record, inside, isBound: true }, due);
  };
  const close = () => {
    isOpened = false;
    due();
  };
  const abandon = () => {
    isAbandoned = true;
    for (const { fail } of queue.splice(0)) fail(abandoned(record));
    shell?.abandon();
  };
  return Object.assign(run, { open, close, abandon });
}

type Shell = {
  running(): number;
  begin(waiting: readonly Waiting[]): void;
  ended(): boolean;
  endIfIdle(): void;
  abandon(): void;
};

/** `isBound`: what its jobs began ends with netlab, unless the shell is told to end before. */
function openShell(
  { record, inside, isBound }: { record: LabRecord; inside: boolean; isBound: boolean },
  onResult: () => void,
): Shell {
  const directory = `${INSIDE.run}/jobs/${process.pid}.${Math.random().toString(36).slice(2)}`;
  const here = inside ? directory : `/proc/${record.init.pid}/root${directory}`;
  const ledger = openLedger(here, onResult);
  let ended = false;
  const conversation = converse([...hopTo(record, inside), '/bin/sh', '-s', directory], {
    env: { ...insideEnvironment(record.lab), LC_ALL: 'C', TZ: 'UTC' },
    onLine: ledger.hear,
  });
  conversation.say(`${BOUND_MYSELF}\n. ${INSIDE.app}/libexec/jobs.sh\n${isBound ? 'bind_jobs\n' : ''}`);
  void conversation.ended.then((complaint) => {
    ended = true;
    rmSync(here, { recursive: true, force: true });
    ledger.failAll(noAnswer(record, complaint));
    onResult();
  });
  return {
    running: ledger.running,
    ended: () => ended,
    begin(waiting) {
      // A shell keeps what has ended until it is told to wait for it.
      const tidy = ledger.isIdle() ? 'wait\n' : '';
      conversation.say(`${tidy}${ledger.begin(waiting)}`);
    },
    endIfIdle() {
      if (!ledger.isIdle()) return;
      ended = true;
      conversation.say('trap - EXIT\n');
      conversation.end();
    },
    abandon: () => conversation.end(),
  };
}

function hopTo(record: LabRecord, inside: boolean): string[] {
  return inside ? [] : ['nsenter', ...enterRoom(record), '--'];
}

function abandoned({ lab }: LabRecord): MachineError {
  return new MachineError(`nobody waits for more from ${lab}`);
}

function noAnswer(record: LabRecord, complaint: string): MachineError {
  return new MachineError(`the sandbox of ${record.lab} does not answer: ${complaint || 'it has ended'}`, {
    next: ['netlab status', `netlab reset --lab ${record.lab}`],
  });
}
