import { LabStateError, UsageError } from '../../errors.ts';
import type { Lab } from '../../lab/lab.ts';
import { type Exam, endExamFile, readExam, readLastExam, writeExam } from '../../progress/exam-file.ts';
import { type ExamLab, type ExamReport, examReport, lostLab, scoreLab } from '../../progress/exam-score.ts';
import { type LabRecord, readRunning, writeRecord } from '../../sandbox/record.ts';
import { exclusively } from '../exclusively.ts';
import { debriefOf, faultIn } from '../fault.ts';
import { grade } from '../grade.ts';
import type { Session } from '../session.ts';
import { startExclusively } from '../start.ts';
import { stopLab, stopLabs } from '../stop.ts';
import { timeLeft } from './rules.ts';

/** No lab has this name, so its lock is free for exams. */
const LOCK = '.exam';

export type ExamWish = { minutes: number | undefined; seed: number | undefined };

/**
 * Starts all labs of an exam side by side; then its clock starts. When one of them does not start, none is left and there is no exam. Throws
 * LabStateError when an exam or one of the labs runs.
 */
export async function beginExam(
  session: Session,
  labs: readonly Lab[],
  wish: ExamWish,
  onStage: (title: string) => void,
): Promise<{ exam: Exam; records: LabRecord[] }> {
  await settleExam(session);
  const running = readExam(session.state.exams);
  if (running) throw examRuns(running);
  if (wish.seed !== undefined && labs.every(({ faults }) => faults.length === 0)) {
    throw new UsageError('--seed is for labs that begin with something broken: there is none in this exam');
  }
  const records: LabRecord[] = [];
  try {
    // Commands mean the lab that was started last: that is to be the first.
    for (const lab of labs.toReversed()) {
      onStage(lab.id);
      const seed = lab.faults.length > 0 ? wish.seed : undefined;
      const wanted = { folder: lab.folder, read: async () => lab };
      const { record } = await startExclusively(session, wanted, { seed }, (_lab, build) => build(() => {}));
      records.unshift(record);
    }
  } catch (error) {
    for (const { lab } of records) await stopLabs(session, lab);
    throw error;
  }
  return underTheClock(session, labs, records, wish);
}

function underTheClock(session: Session, labs: readonly Lab[], started: readonly LabRecord[], wish: ExamWish) {
  const minutes = wish.minutes ?? labs.reduce((sum, lab) => sum + lab.minutes, 0);
  const now = Date.now();
  const endsAt = new Date(now + minutes * 60_000).toISOString();
  const exam: Exam = {
    ...{ format: 1, minutes, startedAt: new Date(now).toISOString(), endsAt },
    labs: started.map(({ lab, title, folder, seed }, at) => ({
      ...{ lab, title, folder, weight: labs[at]?.minutes ?? 0 },
      ...(seed !== undefined && { seed }),
    })),
  };
  writeExam(session.state.exams, exam);
  const records = started.map((record) => ({ ...record, exam: { endsAt, minutes } }));
  for (const record of records) writeRecord(session.state, record);
  return { exam, records };
}

/** The exam that runs, after one whose time is over has been graded. */
export async function runningExam(session: Session): Promise<Exam | undefined> {
  await settleExam(session);
  return readExam(session.state.exams);
}

/** The report of the last exam; undefined when there was none. */
export function lastExam(session: Session): ExamReport | undefined {
  return readLastExam(session.state.exams);
}

/** Grades and ends the exam if its time is over. */
export async function settleExam(session: Session): Promise<ExamReport | undefined> {
  const exam = readExam(session.state.exams);
  return exam && timeLeft(exam) <= 0 ? endExam(session, 'time') : undefined;
}

/** Grades every lab of the exam as it is now, stops it, and keeps the report. Of several that end one exam, the first does it. */
export function endExam(session: Session, endedBy: ExamReport['endedBy']): Promise<ExamReport | undefined> {
  return exclusively(session, LOCK, async () => {
    const exam = readExam(session.state.exams);
    if (!exam) return readLastExam(session.state.exams);
    const endedAt = new Date(Math.min(Date.now(), Date.parse(exam.endsAt)));
    const labs: ExamLab[] = [];
    for (const one of exam.labs) labs.push(await gradeLast(session, one));
    const report = examReport({ startedAt: exam.startedAt, minutes: exam.minutes, endedBy }, endedAt, labs);
    endExamFile(session.state.exams, report);
    for (const { lab } of exam.labs) await stopIfThere(session, lab);
    return report;
  });
}

async function gradeLast(session: Session, { lab: id, title, weight }: Exam['labs'][number]): Promise<ExamLab> {
  const frame = { lab: id, title, weight };
  const running = readRunning(session.state, id);
  if (running?.state !== 'running') return lostLab(frame, 'its sandbox had ended (a reboot, or it was killed)');
  try {
    const { lab, report } = await grade(session, running.record, undefined);
    const fault = faultIn(lab, running.record);
    const debrief = fault ? debriefOf(fault, running.record) : null;
    return scoreLab({ ...frame, report, debrief }, fault?.shows);
  } catch (error) {
    // One lab that cannot be graded takes nothing from the others.
    return lostLab(frame, error instanceof Error ? error.message : String(error));
  }
}

async function stopIfThere(session: Session, lab: string): Promise<void> {
  await exclusively(session, lab, async () => {
    const now = readRunning(session.state, lab);
    if (now) await stopLab(session, now.record);
  });
}

function examRuns({ labs }: Exam): LabStateError {
  return new LabStateError(`an exam is running (${labs.map(({ lab }) => lab).join(', ')})`, {
    next: ['netlab exam   (its tasks and its clock)', 'netlab stop   (ends it)'],
  });
}
