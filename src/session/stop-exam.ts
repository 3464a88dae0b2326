import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabStateError } from '../errors.ts';
import type { ExamReport } from '../progress/exam-score.ts';
import { readRunning } from '../sandbox/record.ts';
import { confirm } from './ask.ts';
import { timeLeft, timeWords } from './exam-rules.ts';
import { matches } from './matches.ts';
import type { Session } from './session.ts';

/** `kept`: there is an exam, and the candidate goes on with it. */
export type StoppedExam = { report: ExamReport } | 'kept' | undefined;

/**
 * What stopping means in an exam: it ends all of it, so a person is asked first unless `yes`. Undefined when `which` is no lab of an exam. Throws
 * LabStateError inside a lab, whose end nobody could grade.
 */
export async function stopExam(session: Session, which: string | undefined, yes: boolean): Promise<StoppedExam> {
  if (session.inside !== undefined) {
    if (readRunning(session.state, session.inside, true)?.record.exam === undefined) return undefined;
    throw new LabStateError('an exam is not ended from inside one of its labs', {
      next: ['exit   (leaves the lab shell), then netlab stop'],
    });
  }
  if (!existsSync(join(session.state.exams, 'running.json'))) return undefined;
  const { endExam, runningExam } = await import('./exam.ts');
  const exam = await runningExam(session);
  if (exam) {
    const isMeant = which === undefined || which === 'all' || exam.labs.some(({ lab }) => matches(lab, which));
    if (!isMeant) return undefined;
    const question = `End the exam and grade it? ${timeWords(timeLeft(exam))} left.`;
    if (!yes && !(await confirm(question))) return 'kept';
  }
  const report = await endExam(session, 'candidate');
  return report && { report };
}
