import { examReportText } from '../report/exam.ts';
import { endExam, lastExam } from './exam.ts';
import type { Session } from './session.ts';
import { textWidth } from './terminal.ts';

/** Ends the exam because its time is over, if nobody has yet, and returns its report as text. */
export async function endedExamText(session: Session): Promise<string | undefined> {
  const report = (await endExam(session, 'time')) ?? lastExam(session);
  return report && examReportText(report, textWidth());
}
