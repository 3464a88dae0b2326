import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../errors.ts';
import type { Session } from './session.ts';

/** An exam whose time is over is graded now, whatever was asked for; then this throws LabStateError and says so. */
export async function endOverdueExam(session: Session): Promise<void> {
  if (session.inside !== undefined || !existsSync(join(session.state.exams, 'running.json'))) return;
  const { settleExam } = await import('./exam.ts');
  if (!(await settleExam(session))) return;
  throw new LabStateError('the time of the exam is over; its labs are graded and stopped', {
    next: ['netlab exam   (the report)'],
  });
}
