import type { Report } from '../../checks/report.ts';
import { CancelledError, LabFileError } from '../../errors.ts';
import { watchChanges } from '../../sandbox/changes.ts';
import type { LabRecord } from '../../sandbox/record.ts';
import { exitCodeOf, type Graded } from '../grade.ts';
import { pickRunning } from '../running.ts';
import type { Session } from '../session.ts';
import { flippingWriter } from './flip.ts';

/** Changes come in bursts: a re-check waits until this many milliseconds passed without one. */
const SETTLE_MS = 150;

/** The kernel announces no sockets and no processes: those are seen at the latest after this many milliseconds. */
const SLOW_MS = 5000;

/**
 * Grades again and again while the learner works, lines flipping in place, until everything passes or Ctrl-C. A lab that is reset meanwhile
 * is watched on. Returns the last report.
 */
export async function watchReport(
  session: Session,
  wanted: string | undefined,
  look: (record: LabRecord, signal: AbortSignal) => Promise<Graded>,
  show: (report: Report) => Promise<string>,
): Promise<Report> {
  const write = flippingWriter(process.stdout);
  const stop = stopSignal();
  let last: Report | undefined;
  let record = await pickRunning(session, wanted);
  const waiting = process.stdout.isTTY ? `Watching ${record.lab}: Ctrl-C ends.\n` : '';
  const check = async () => {
    const graded = await look(record, stop.signal).catch((error: unknown) => halfWritten(error, last));
    if (graded instanceof LabFileError) {
      write(`${graded.message}\n${waiting}`);
      return { done: false };
    }
    const { report, note } = graded;
    last = report;
    const said = note === undefined ? '' : `${note}\n`;
    write(`${await show(report)}${said}${report.passed ? '' : waiting}`);
    return { done: report.passed };
  };
  write(waiting);
  try {
    for (;;) {
      const fault = await keepChecking(session, record, check, stop.signal);
      if (fault === undefined) break;
      const now = await pickRunning(session, record.lab);
      if (now.init.startTime === record.init.startTime) throw fault;
      record = now;
    }
  } finally {
    stop.close();
  }
  if (!last) throw new CancelledError('interrupted before the first look was done');
  process.exitCode = exitCodeOf(last);
  return last;
}

/** An author saves a file that is half written: what is wrong with it is shown until it is mended. One that begins so is an error. */
function halfWritten(error: unknown, last: Report | undefined): LabFileError {
  if (error instanceof LabFileError && last !== undefined) return error;
  throw error;
}

/**
 * Calls `check` now and after every change in the lab, never twice at once, until `signal` or until `check` says that all is done. Returns what
 * `check` threw, if it did. The checks' own commands change the network too: what it does while they run is not taken as a change.
 */
async function keepChecking(
  session: Session,
  record: LabRecord,
  check: () => Promise<{ done: boolean }>,
  signal: AbortSignal,
): Promise<unknown> {
  let changed = false;
  let checking = false;
  let wake = () => {};
  const awaken = () => wake();
  const changes = watchChanges(record, session.inside !== undefined, (changedBy) => {
    if (checking && changedBy === 'network') return;
    changed = true;
    wake();
  });
  signal.addEventListener('abort', awaken);
  try {
    while (!signal.aborted) {
      checking = true;
      changed = false;
      if ((await check()).done) return undefined;
      await pause(SETTLE_MS);
      checking = false;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, SLOW_MS).unref();
        if (changed || signal.aborted) resolve();
      });
      if (changed) await pause(SETTLE_MS);
    }
    return undefined;
  } catch (error) {
    // A look that Ctrl-C ended has no fault.
    return signal.aborted ? undefined : error;
  } finally {
    changes.close();
    signal.removeEventListener('abort', awaken);
  }
}

/** Aborts on Ctrl-C and SIGTERM. */
function stopSignal(): { signal: AbortSignal; close(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return {
    signal: controller.signal,
    close() {
      process.off('SIGINT', abort);
      process.off('SIGTERM', abort);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
