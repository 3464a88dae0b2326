import { LabStateError } from '../errors.ts';
import type { ExamReport } from '../progress/exam-score.ts';
import { examReportText, examText, paperText } from '../report/exam.ts';
import { lastExam, runningExam } from './exam.ts';
import { timeLeft, timeWords } from './exam-rules.ts';
import { labOf } from './lab-of.ts';
import { pickRunning } from './running.ts';
import type { Session } from './session.ts';
import { terminalWidth, textWidth } from './terminal.ts';

/** What `netlab exam --json` prints; its keys are a stable interface. One of the two is null. */
export type ExamAnswer = {
  running: { startedAt: string; endsAt: string; minutes: number; secondsLeft: number; labs: string[] } | null;
  report: ExamReport | null;
};

/** The exam that runs, or the paper of one of its labs (inside a lab always that one's), or else the report of the last exam. */
export async function examPage(
  session: Session,
  lab: string | undefined,
): Promise<{ answer: ExamAnswer; text: string }> {
  if (session.inside !== undefined) return paper(session, lab);
  const exam = await runningExam(session);
  if (exam) {
    const { startedAt, endsAt, minutes } = exam;
    const secondsLeft = timeLeft(exam);
    const labs = exam.labs.map((one) => one.lab);
    const answer: ExamAnswer = { running: { startedAt, endsAt, minutes, secondsLeft, labs }, report: null };
    return lab === undefined
      ? { answer, text: examText(exam, timeWords(secondsLeft), textWidth()) }
      : { answer, text: (await paper(session, lab)).text };
  }
  const report = lastExam(session);
  if (report && lab === undefined)
    return { answer: { running: null, report }, text: examReportText(report, textWidth()) };
  throw noExam();
}

async function paper(session: Session, wanted: string | undefined): Promise<{ answer: ExamAnswer; text: string }> {
  const record = await pickRunning(session, wanted);
  if (record.exam === undefined) throw noExam();
  const lab = await labOf(session, record);
  const secondsLeft = timeLeft(record.exam);
  const { endsAt } = record.exam;
  const minutes = record.exam.minutes;
  const startedAt = new Date(Date.parse(endsAt) - minutes * 60_000).toISOString();
  return {
    answer: { running: { startedAt, endsAt, minutes, secondsLeft, labs: [record.lab] }, report: null },
    text: paperText(lab, timeWords(secondsLeft), { text: textWidth(), picture: terminalWidth() }),
  };
}

function noExam(): LabStateError {
  return new LabStateError('no exam is running', { next: ['netlab start 03-nat 05-pod-network --exam --minutes 40'] });
}
