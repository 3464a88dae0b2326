import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../../errors.ts';
import type { Session } from '../session.ts';

/** Whether an exam runs or is overdue. Its file is not read, which would load zod. */
export function isExamOn(session: Session): boolean {
  return existsSync(join(session.state.exams, 'running.json'));
}

/** An exam whose time is over is graded now, whatever was asked for; then this throws LabStateError and says so. */
export async function endOverdueExam(session: Session): Promise<void> {
  if (session.inside !== undefined || !isExamOn(session)) return;
  const { settleExam } = await import('./exam.ts');
  if (!(await settleExam(session))) return;
  throw new LabStateError('the time of the exam is over; its labs are graded and stopped', {
    next: ['netlab exam   (the report)'],
  });
}
