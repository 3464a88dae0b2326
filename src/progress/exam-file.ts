import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readOwnFile, replaceFile } from '../system/files.ts';
import type { ExamReport } from './exam-score.ts';

const schema = z.object({
  format: z.literal(1),
  /** ISO 8601. */
  startedAt: z.string(),
  endsAt: z.string(),
  minutes: z.number(),
  /** With what is needed to start a lab again whose sandbox was killed, and to name one that is gone. */
  labs: z.array(
    z.object({
      lab: z.string(),
      title: z.string(),
      weight: z.number(),
      folder: z.string(),
      seed: z.number().exactOptional(),
    }),
  ),
});

/** An exam that has begun and has not been graded. */
export type Exam = z.output<typeof schema>;

/** The exam that runs; undefined when none does. A file that cannot be read counts as none. */
export function readExam(dir: string): Exam | undefined {
  return schema.safeParse(readJson(join(dir, RUNNING))).data;
}

export function writeExam(dir: string, exam: Exam): void {
  replaceFile(join(dir, RUNNING), `${JSON.stringify(exam, null, 2)}\n`);
}

/** Writes the report first: an exam is never lost between the two. */
export function endExamFile(dir: string, report: ExamReport): void {
  replaceFile(join(dir, LAST), `${JSON.stringify(report, null, 2)}\n`);
  rmSync(join(dir, RUNNING), { force: true });
}

/** The report of the last exam; undefined when there was none. */
export function readLastExam(dir: string): ExamReport | undefined {
  const report = readJson(join(dir, LAST)) as Partial<ExamReport> | undefined;
  return Array.isArray(report?.labs) && typeof report.percent === 'number' ? (report as ExamReport) : undefined;
}

const RUNNING = 'running.json';
const LAST = 'last.json';

function readJson(file: string): unknown {
  try {
    return JSON.parse(readOwnFile(file));
  } catch {
    return undefined;
  }
}
