import type { Report } from '../checks/report.ts';
import { type Progress, readProgressFile, writeProgressFile } from './progress-file.ts';

export type { Progress } from './progress-file.ts';

/**
 * What a learner has ever achieved in a lab; what is true now only a check can tell. `dir` is where progress is kept, one file per lab. A
 * missing or unreadable file is an empty progress, never an error.
 */
export function readProgress(dir: string, labId: string): Progress {
  return readProgressFile(dir, labId).progress;
}

/**
 * Adds what a report proves: newly passed tasks, and the completion of the lab. `taskIds` are all tasks of the lab, since a report may hold
 * only one of them and must not complete the lab then. Throws the file system's error when it cannot be written, as all below do.
 */
export function recordReport(dir: string, labId: string, report: Report, now: Date, taskIds: readonly string[]): void {
  const doneAt = now.toISOString();
  change(dir, labId, (progress) => {
    const passed = report.tasks.filter(({ id, status }) => status === 'passed' && !progress.tasks[id]);
    const tasks = { ...progress.tasks, ...Object.fromEntries(passed.map(({ id }) => [id, { doneAt }])) };
    const whole = taskIds.every((id) => report.tasks.some((task) => task.id === id));
    const completes = report.passed && whole && progress.completedAt === undefined;
    const fault = report.debrief?.fault;
    const mended = fault === undefined ? progress.mended : { [fault]: doneAt, ...progress.mended };
    return { ...progress, tasks, mended, ...(completes && { completedAt: doneAt }) };
  });
}

/** `number` is the highest hint of the task shown so far, from 1. */
export function recordHint(dir: string, labId: string, taskId: string, number: number): void {
  change(dir, labId, (progress) => {
    const shown = Math.max(progress.hints[taskId] ?? 0, number);
    return shown === 0 ? progress : { ...progress, hints: { ...progress.hints, [taskId]: shown } };
  });
}

/** The learner's latest answer to the question of a check, right or wrong. */
export function recordAnswer(dir: string, labId: string, checkId: string, value: string): void {
  change(dir, labId, (progress) => ({ ...progress, answers: { ...progress.answers, [checkId]: value } }));
}

export function recordSolutionShown(dir: string, labId: string, taskId: string): void {
  change(dir, labId, (progress) => ({
    ...progress,
    solutionsShown: [...new Set([...progress.solutionsShown, taskId])],
  }));
}

function change(dir: string, labId: string, to: (progress: Progress) => Progress): void {
  const before = readProgressFile(dir, labId);
  const after = to(before.progress);
  if (JSON.stringify(after) !== JSON.stringify(before.progress)) writeProgressFile(dir, labId, after, before.state);
}
