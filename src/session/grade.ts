import { setTimeout } from 'node:timers/promises';
import { gradeLab } from '../checks/grade.ts';
import type { Report } from '../checks/report.ts';
import { LabStateError } from '../errors.ts';
import type { Lab } from '../lab/lab.ts';
import { readProgress, recordReport } from '../progress/progress.ts';
import { type Hop, openHop } from '../sandbox/hop.ts';
import { isOpen } from '../sandbox/is-open.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { editNote } from './edits.ts';
import { debriefed } from './fault.ts';
import { gradableLabOf, pickTask } from './lab-of.ts';
import { type LookProgress, showLooks } from './look-progress.ts';
import type { Session } from './session.ts';

/** `note`: what an author has edited since the start, as a sentence. */
export type Graded = { lab: Lab; report: Report; note: string | undefined };

export type GradingOptions = {
  /** Called when the first probes have been sent and their answers are waited for. */
  beside?: () => void;
  /** Aborting it ends all probes, and rejects with CancelledError. */
  signal?: AbortSignal;
};

/** Grades a running lab, or one task of it, by what the kernel says now, and writes down what is achieved. Shows its progress on a terminal. */
export async function grade(
  session: Session,
  record: LabRecord,
  task: string | undefined,
  options: GradingOptions = {},
): Promise<Graded> {
  const hop = openHop(record, session.inside !== undefined);
  // The way into the sandbox opens while we read the lab.
  hop.open();
  const progress = showLooks(record.lab);
  try {
    const graded = await gradeBy(hop, session, record, task, { ...options, ...progress });
    if (session.inside === undefined && !isOpen(record.init)) throw endedMeanwhile(record.lab);
    const { lab, note } = graded;
    const report = debriefed(lab, record, graded.report);
    const ids = lab.tasks.map(({ id }) => id);
    recordReport(session.state.progress, record.lab, report, new Date(), ids);
    return { lab, report, note };
  } catch (error) {
    hop.abandon();
    throw error;
  } finally {
    progress.end();
    hop.close();
  }
}

async function gradeBy(
  hop: Hop,
  session: Session,
  record: LabRecord,
  task: string | undefined,
  { beside, signal, onBegin, onLook }: GradingOptions & LookProgress,
): Promise<Graded> {
  const lab = await gradableLabOf(session, record);
  const { answers, tasks } = readProgress(session.state.progress, record.lab);
  const grading = gradeLab(lab, lab.kinds, labNetwork(record, session.inside !== undefined, hop), {
    answers,
    forgets: true,
    // The shell in the sandbox ends, and netlab with it, when all of that has.
    endsLater: true,
    done: new Set(Object.keys(tasks)),
    onBegin,
    onLook,
    ...(task !== undefined && { task: pickTask(lab, task).id }),
    ...(signal && { signal }),
  });
  const waiting = setTimeout().then(() => {
    beside?.();
    return editNote(lab, record);
  });
  const [report, note] = await Promise.all([grading, waiting]);
  return { lab, report, note };
}

/** A report on a sandbox that ended meanwhile says nothing about the learner's work. */
function endedMeanwhile(lab: string): LabStateError {
  return new LabStateError(`the sandbox of ${lab} ended while netlab looked at it`, {
    next: ['netlab status', `netlab start ${lab}`],
  });
}

/** 0: all needed checks passed. 1: something does not hold yet. 2: something could not be looked at. */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  if (report.passed) return 0;
  const needed = report.tasks.flatMap(({ checks }) => checks).filter(({ optional }) => !optional);
  return needed.some(({ status }) => status === 'unknown') ? 2 : 1;
}
