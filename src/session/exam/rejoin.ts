import { LabStateError } from '../../errors.ts';
import type { Session } from '../session.ts';
import type { How } from '../start.ts';
import { isExamOn } from './overdue.ts';

/**
 * While an exam runs, only its own labs start, and only those whose sandbox has gone: they go on being part of it, with the fault that they had.
 * Throws LabStateError for any other.
 */
export async function rejoinExam(session: Session, labId: string): Promise<Pick<How, 'seed' | 'exam'>> {
  if (!isExamOn(session)) return {};
  const { runningExam } = await import('./exam.ts');
  const exam = await runningExam(session);
  if (!exam) return {};
  const mine = exam.labs.find(({ lab }) => lab === labId);
  const { endsAt, minutes } = exam;
  if (mine) return { seed: mine.seed, exam: { endsAt, minutes } };
  throw new LabStateError(`an exam is running, and ${labId} is no part of it`, {
    next: ['netlab exam   (its tasks and its clock)', 'netlab stop   (ends it)'],
  });
}
