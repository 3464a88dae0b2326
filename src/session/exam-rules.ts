import { LabStateError } from '../errors.ts';
import type { LabRecord } from '../sandbox/record.ts';

/** Seconds that an exam goes on, rounded up; 0 or less when it is over. */
export function timeLeft({ endsAt }: { endsAt: string }, now = Date.now()): number {
  return Math.ceil((Date.parse(endsAt) - now) / 1000);
}

/** `23 min`, and in the last minutes `1:05 min`. */
export function timeWords(seconds: number): string {
  const left = Math.max(0, seconds);
  if (left >= 300) return `${Math.floor(left / 60)} min`;
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} min`;
}

/** Throws LabStateError for what an exam does not give; `what` begins the sentence, such as "there are no hints". */
export function refuseInExam(record: LabRecord, what: string): void {
  if (record.exam === undefined) return;
  throw new LabStateError(`in an exam ${what}: ${timeWords(timeLeft(record.exam))} left`, {
    next: ['netlab exam   (the tasks)', 'netlab stop   (ends the exam and grades it; not from inside a lab)'],
  });
}
