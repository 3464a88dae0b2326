import type { Report } from '../checks/report.ts';
import { CancelledError } from '../errors.ts';
import { watchChanges } from '../sandbox/changes.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { flippingWriter } from './flip.ts';
import { exitCodeOf } from './grade.ts';
import type { Session } from './session.ts';

/** Changes come in bursts: a re-check waits until this many milliseconds passed without one. */
const SETTLE_MS = 150;

/** The kernel announces no sockets and no processes: those are seen at the latest after this many milliseconds. */
const SLOW_MS = 5000;

/** Grades again and again while the learner works, lines flipping in place, until everything passes or Ctrl-C. Returns the last report. */
export async function watchReport(
  session: Session,
  record: LabRecord,
  look: () => Promise<{ report: Report }>,
  show: (report: Report) => string,
): Promise<Report> {
  const write = flippingWriter(process.stdout);
  const waiting = process.stdout.isTTY ? `Watching ${record.lab}: Ctrl-C ends.\n` : '';
  let last: Report | undefined;
  await keepChecking(session, record, async () => {
    const { report } = await look();
    last = report;
    write(`${show(report)}${report.passed ? '' : waiting}`);
    return { done: report.passed };
  });
  if (!last) throw new CancelledError('interrupted before the first look was done');
  process.exitCode = exitCodeOf(last);
  return last;
}

/**
 * Calls `check` now and after every change in the lab, never twice at once, until Ctrl-C or until `check` says that all is done. The checks' own
 * commands change the network too: what happens while they run is not taken as a change.
 */
async function keepChecking(
  session: Session,
  record: LabRecord,
  check: () => Promise<{ done: boolean }>,
): Promise<void> {
  let changed = false;
  let checking = false;
  let wake = () => {};
  let stopped = false;
  const stop = () => {
    stopped = true;
    wake();
  };
  const changes = watchChanges(record, session.inside !== undefined, () => {
    if (checking) return;
    changed = true;
    wake();
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    while (!stopped) {
      checking = true;
      const { done } = await check();
      await pause(SETTLE_MS);
      checking = false;
      if (done) return;
      changed = false;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, SLOW_MS).unref();
        if (changed || stopped) resolve();
      });
      if (changed) await pause(SETTLE_MS);
    }
  } finally {
    changes.close();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
