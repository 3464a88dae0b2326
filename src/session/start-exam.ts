import { LabStateError, UsageError } from '../errors.ts';
import { findLab } from '../lab/catalog.ts';
import { examText } from '../report/exam.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { beginExam, type ExamWish, runningExam } from './exam.ts';
import { timeLeft, timeWords } from './exam-rules.ts';
import { readLabOf } from './read-lab.ts';
import type { Session } from './session.ts';
import { withProgress } from './setup-progress.ts';
import type { How } from './start.ts';
import { textWidth } from './terminal.ts';

/** Begins an exam of the labs that are named, and shows what it is. Returns the running lab that comes first. */
export async function startExam(
  session: Session,
  names: readonly string[],
  wish: ExamWish,
  show: (text: string) => void,
): Promise<LabRecord | undefined> {
  if (names.length === 0) {
    throw new UsageError('an exam needs the names of its labs', {
      next: ['netlab list', 'netlab start 03-nat 05-pod-network --exam --minutes 40'],
    });
  }
  const folders = await Promise.all(names.map((name) => findLab(name, session.labs, process.cwd())));
  const labs = await Promise.all([...new Set(folders)].map((folder) => readLabOf(session, folder)));
  const { exam, records } = await withProgress('Starting the exam', (onStage) =>
    beginExam(session, labs, wish, onStage),
  );
  show(examText(exam, timeWords(timeLeft(exam)), textWidth()));
  return records[0];
}

/**
 * While an exam runs, only its own labs start, and only those whose sandbox has gone: they go on being part of it, with the fault that they had.
 * Throws LabStateError for any other.
 */
export async function rejoinExam(session: Session, labId: string): Promise<Pick<How, 'seed' | 'exam'>> {
  const exam = await runningExam(session);
  if (!exam) return {};
  const mine = exam.labs.find(({ lab }) => lab === labId);
  const { endsAt, minutes } = exam;
  if (mine) return { seed: mine.seed, exam: { endsAt, minutes } };
  throw new LabStateError(`an exam is running, and ${labId} is no part of it`, {
    next: ['netlab exam   (its tasks and its clock)', 'netlab stop   (ends it)'],
  });
}
