import type { Lab, Task } from '../lab/lab.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { refuseInExam } from './exam-rules.ts';
import { labOf, pickTask } from './lab-of.ts';
import { openTask } from './open-task.ts';
import type { Session } from './session.ts';

/** A task to read again, the one named or the first that does not hold now. `number` counts from 1. */
export async function taskToRead(
  session: Session,
  record: LabRecord,
  wanted: string | undefined,
): Promise<{ lab: Lab; task: Task; number: number }> {
  if (wanted === undefined) refuseInExam(record, 'which task is open is not told, so name one');
  const lab = await labOf(session, record);
  const task = wanted === undefined ? (await openTask(session, record, undefined)).task : pickTask(lab, wanted);
  return { lab, task, number: lab.tasks.findIndex(({ id }) => id === task.id) + 1 };
}
