import type { LabRecord } from '../sandbox/record.ts';
import { timeLeft } from './exam-rules.ts';
import type { Session } from './session.ts';

/** A clock beside a lab shell. `over` is the report of the exam, as text, once it has rung. */
export type ExamClock = { over(): Promise<string | undefined>; stop(): void };

/** Node's timers count to 2^31 milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** Grades the exam when its time is over, which ends the shell of the lab with its sandbox. Does nothing for a lab of no exam. */
export function examClock(session: Session, record: LabRecord): ExamClock {
  if (record.exam === undefined || session.inside !== undefined) return { over: async () => undefined, stop: () => {} };
  const { exam } = record;
  let report: Promise<string | undefined> | undefined;
  const ring = () => {
    report = import('./exam-report.ts').then(({ endedExamText }) => endedExamText(session));
    // It is awaited once the shell has ended; until then it must not count as unheard.
    report.catch(() => {});
  };
  const timer = setTimeout(ring, Math.min(LONGEST_MS, Math.max(0, timeLeft(exam) * 1000)));
  return {
    async over() {
      // The shell may have ended because another netlab graded the exam.
      if (report === undefined && timeLeft(exam) <= 0) ring();
      return report;
    },
    stop: () => clearTimeout(timer),
  };
}
