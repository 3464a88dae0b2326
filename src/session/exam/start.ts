import { UsageError } from '../../errors.ts';
import { findLab } from '../../lab/find.ts';
import { examText } from '../../report/exam.ts';
import type { LabRecord } from '../../sandbox/record.ts';
import { readLabOf } from '../reading/read-lab.ts';
import type { Session } from '../session.ts';
import { withProgress } from '../setup-progress.ts';
import { textWidth } from '../terminal.ts';
import { beginExam, type ExamWish } from './exam.ts';
import { timeLeft, timeWords } from './rules.ts';

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
