import { readProgress, recordHint } from '../progress/progress.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { refuseInExam } from './exam-rules.ts';
import { labOf, pickTask } from './lab-of.ts';
import { openTask } from './open-task.ts';
import type { Session } from './session.ts';

export type ShownHint = { task: string; title: string; hint: string; number: number; of: number };

/** The next rung of a task's ladder of hints; the last one is shown again when all have been. Writes down that it was shown. */
export async function nextHint(session: Session, record: LabRecord, wanted: string | undefined): Promise<ShownHint> {
  refuseInExam(record, 'there are no hints');
  // Which task is meant is known by name, or by a look at all of them.
  const task =
    wanted === undefined
      ? (await openTask(session, record, undefined)).task
      : pickTask(await labOf(session, record), wanted);
  const shown = readProgress(session.state.progress, record.lab).hints[task.id] ?? 0;
  const number = Math.min(shown + 1, task.hints.length);
  recordHint(session.state.progress, record.lab, task.id, number);
  return {
    task: task.id,
    title: task.title,
    hint: task.hints[number - 1] ?? 'This task has no hints.',
    number,
    of: task.hints.length,
  };
}
